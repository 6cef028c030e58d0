import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { inTermOf } from '../base/in-term.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { checkWritten, layForLook, type Wait } from '../base/things/peace.ts'
import { makeThing } from '../base/things/things.ts'
import { today } from '../base/today.ts'
import { everyone, type Viewer, visibleTo } from '../base/viewer.ts'
import { facilitates, mayTalk, moderates } from '../communities/access.ts'
import { refusePaused, refuseRemoved } from '../communities/deeds.ts'
import { communityFor } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { atTheDoor, mayArrange, mayReply } from './access.ts'
import { answered } from './door/attended.ts'
import { noteMentions } from './pointing.ts'
import { postFor, threadFor } from './reading.ts'
import { tell } from './telling.ts'
import { most, type Post, type Thread, type ThreadForm, type ThreadHome } from './thread.ts'
import { letGo, placeOfOpening, placeOfReply } from './unsent.ts'
import { makePoll, type NewPoll } from './voting.ts'

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** Somebody wrote a post; the first of a thread opens it. */
    'post.written': { thread: number; post: number }
  }
}

/** What somebody says. */
export interface Said {
  /** Markdown. */
  body: string
  lang: string
  /** The slug of the organisation they speak for; themselves where it is empty. */
  organisation?: string
  /** What a provider has to gain from it. */
  interest?: string
  /** The name of the form it was typed into: what is sent twice by it stands once. */
  once?: string
  /** Pictures or papers go with it. */
  files?: boolean
}

export interface Opening extends Said {
  form: ThreadForm
  title: string
  /** The slug of the community; none at the door. */
  community?: string
  /** The reference of what it concerns: a record, a page, a question of the agenda. */
  concerning?: string
  /** Without a name: sealed to facilitators too. */
  sealed?: boolean
  /** Of a moderated discussion: its last day. */
  until?: string
  poll?: NewPoll
}

/**
 * Opens a thread with its first post. Refuses whoever does not belong to the community, an organisation that
 * they do not represent, a provider who does not say what they have to gain, a name left out of anything but
 * a question, what is too long, and what whoever keeps the peace refuses; what is to be looked at first waits.
 * Gives its reference and title, and the reference of the post. A `guest` need not belong: whoever says so has checked that they may ask there.
 */
export function openThread(
  viewer: Viewer,
  opening: Opening,
  { guest = false } = {},
): Promise<{ ref: Ref; title: string; post: Ref }> {
  return atomically(async () => {
    const { form, title, lang, sealed = false, until } = opening
    const before = await sentBefore(viewer, opening.once)
    if (before) return { ...before.thread, post: before.ref }
    const community = opening.community ? await communityFor(viewer, opening.community) : undefined
    if (community) refusePaused(community)
    if (community && guest) await refuseRemoved(community.id, personOf(viewer))
    if (community && !guest && !mayTalk(community)) refuse('forbidden', 'conversations.joinFirst')
    if (form === 'moderated' && !(community && facilitates(viewer, community)))
      refuse('forbidden', 'conversations.onlyFacilitators')
    if (form === 'moderated' && !(until && until > today())) refuse('invalid', 'conversations.untilMissing')
    if (sealed && form !== 'question') refuse('invalid', 'conversations.onlyQuestions')
    const concerning = opening.concerning ? await concerned(viewer, opening.concerning) : undefined
    const circle = community?.circle ?? everyone
    const { id, ref } = await makeThing({ kind: 'thread', sort: form, circle })
    await sql`
      insert into thread (thing, community, form, title, lang, concerning, until)
      values (${id}, ${community?.id ?? null}, ${form}, ${title}, ${lang}, ${concerning?.id ?? null}, ${form === 'moderated' ? until : null})`.execute(
      db(),
    )
    if (form === 'poll') await makePoll(id, opening.poll ?? { kind: 'single', choices: [] })
    const part = form === 'moderated' ? 'topic-note' : undefined
    const post = await write(viewer, { id, circle, ref, community: community ?? null }, opening, {
      ...{ sealed, part, opens: true },
      also: [title, ...(form === 'poll' ? (opening.poll?.choices ?? []) : [])],
    })
    if (community) await letGo(viewer, placeOfOpening(community))
    return { ref, title, post }
  })
}

/**
 * Says something in a thread; `sealed` without a name, in which whoever asked so goes on. Refuses one that is closed and whoever does not belong to its community, an
 * organisation that they do not represent, and what is too long. Gives the reference of the post.
 */
export function reply(
  viewer: Viewer,
  threadRef: string,
  said: Said & { answers?: string; part?: Post['part']; sealed?: boolean },
): Promise<Ref> {
  return atomically(async () => {
    const thread = await threadFor(viewer, threadRef, { lock: true })
    const before = await sentBefore(viewer, said.once)
    if (before) return before.ref
    if (thread.closed || thread.mergedInto) refuse('conflict', 'conversations.closed')
    if (thread.waits) refuse('conflict', 'moderation.waitsFirst')
    if (thread.community) refusePaused(thread.community)
    if (!mayReply(viewer, thread)) refuse('forbidden', 'conversations.joinFirst')
    const guest = thread.community !== null && !mayTalk(thread.community)
    if (guest) await refuseRemoved(thread.community!.id, personOf(viewer))
    const answers = said.answers ? await postFor(viewer, said.answers) : undefined
    if (answers && answers.thread.id !== thread.id) refuse('invalid', 'conversations.elsewhere')
    if (said.part && !(thread.form === 'moderated' && mayArrange(viewer, thread)))
      refuse('forbidden', 'conversations.onlyFacilitators')
    if (said.sealed && !thread.unnamed) refuse('invalid', 'conversations.onlyQuestions')
    const ref = await write(viewer, thread, said, {
      ...{ answers: answers?.id, part: said.part ?? undefined },
      // Only whoever asked writes where they do not belong: a name would say who asked without one.
      sealed: thread.unnamed && (guest || said.sealed === true),
    })
    if (thread.door) await answered(ref)
    await letGo(viewer, placeOfReply(thread))
    return ref
  })
}

/** What this form wrote already. */
export async function sentBefore(viewer: Viewer, once: string | undefined) {
  const me = personOf(viewer)
  if (!once) return undefined
  const { rows } = await sql<{ ref: Ref; thread: { ref: Ref; title: string } }>`
    select thing.ref, json_build_object('ref', home.ref, 'title', title) as thread
    from post join thing on thing.id = post.thing join thread on thread.thing = post.thread join thing as home on home.id = thread.thing
      left join sealed_author on sealed_author.post = post.thing
    where once = ${once} and coalesce(sealed_author.person, post.person) = ${me}`.execute(db())
  return rows[0]
}

interface Place extends Pick<Thread, 'id' | 'ref' | 'circle'> {
  community: (Pick<ThreadHome, 'mine' | 'subjects'> & { id: number }) | null
}

async function write(
  viewer: Viewer,
  thread: Place,
  { organisation, interest, once, files, ...said }: Said,
  {
    sealed = false,
    opens = false,
    also = [],
    answers,
    part,
  }: { sealed?: boolean; opens?: boolean; also?: string[]; answers?: number; part?: Post['part'] } = {},
): Promise<Ref> {
  const me = personOf(viewer)
  const { body, lang } = storable(said)
  if (sealed && files) refuse('forbidden', 'conversations.sealedFiles')
  // An organisation with one representative would say who it is.
  const speaksFor = organisation && !sealed ? await representedBy(me, organisation) : undefined
  if (speaksFor?.kind === 'provider' && !interest?.trim()) refuse('invalid', 'conversations.interestMissing')
  const community = thread.community?.id ?? null
  const wait = await checkWritten(viewer, {
    ...{ community, body, also: [...also, interest ?? ''] },
    keeps: moderates(viewer, thread.community ?? atTheDoor),
  })
  const state = wait ? 'submitted' : 'published'
  const { id, ref } = await makeThing({ kind: 'post', circle: thread.circle, state })
  const shown = opens || !wait
  await sql`
    with place as (
      update thread set next_nth = next_nth + 1, posts = posts + case when ${shown} then 1 else 0 end,
        last_at = case when ${shown} then now() else last_at end, resting = resting and not ${shown} where thing = ${thread.id} returning next_nth - 1 as nth)
    insert into post (thing, thread, nth, person, sealed, organisation, interest, lang, body, answers, once, part, held)
    select ${id}, ${thread.id}, nth, ${sealed ? null : me}, ${sealed}, ${speaksFor?.id ?? null}, ${interest?.trim() || null}, ${lang}, ${body}, ${answers ?? null}, ${once || null}, ${part ?? null}, case when ${wait !== undefined} then now() end from place`.execute(
    db(),
  )
  if (sealed) await db().insertInto('sealed_author').values({ post: id, person: me }).execute()
  if (wait) await lay({ id, opens, lang }, thread, wait)
  else {
    await noteMentions(viewer, id, body, { sealed })
    await announce('post.written', { thread: thread.id, post: id })
  }
  await tell([thread], [id])
  return ref
}

/** Nobody else sees or hears of it before somebody looked at it; with the first post waits its thread. */
async function lay(
  post: { id: number; opens: boolean; lang: string },
  thread: Place,
  wait: Wait,
): Promise<void> {
  if (post.opens) await sql`update thing set state = 'submitted' where id = ${thread.id}`.execute(db())
  await layForLook(post.id, wait, { community: thread.community?.id ?? null, lang: post.lang })
}

/** The words of a post as they are kept. Refuses no words, too many, and a language that is none. */
export function storable(said: Pick<Said, 'body' | 'lang'>): { body: string; lang: string } {
  const body = said.body.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n')
  if (!isLang(said.lang)) refuse('invalid', 'people.noLanguage')
  if (!body.trim()) refuse('invalid', 'conversations.nothingSaid')
  if (body.length > most.body) refuse('invalid', 'conversations.tooLong', { most: most.body })
  return { body, lang: said.lang }
}

/** The organisation they speak for today. Refuses one that they do not represent. */
async function representedBy(person: number, slug: string): Promise<{ id: number; kind: string }> {
  const { rows } = await sql<{ id: number; kind: string }>`
    select organisation.thing as id, organisation.kind from representative join organisation on organisation.thing = representative.organisation
    where slug = ${slug} and person = ${person} and ${inTermOf('representative')}`.execute(db())
  return rows[0] ?? refuse('forbidden', 'conversations.notRepresentative')
}

/** What can have a conversation beside it, if the viewer may see it: 404 else. */
export async function concerned(viewer: Viewer, ref: string): Promise<{ id: number; kind: string }> {
  const { rows } = await sql<{ id: number; kind: string }>`
    select id, kind from thing where ref = ${ref} and state = 'published' and ${visibleTo(viewer)}
      and kind in ('record', 'page', 'agenda-question', 'collection')`.execute(db())
  return found(rows[0])
}
