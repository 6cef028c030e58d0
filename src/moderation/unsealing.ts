import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { noteDeed } from '../communities/deeds.ts'
import { inTerm } from '../communities/reading.ts'
import { mayHide } from '../conversations/access.ts'
import { type PlacedPost, postFor, threadFor } from '../conversations/reading.ts'
import { personOf } from '../people/account.ts'
import { writeTo } from '../people/writing-to.ts'
import { url } from '../ui/url.ts'

/** In days: after so long without two who said yes it is over. Drawn for one question at most so often, ever. */
const most = { days: 14, draws: 2 }

const isOpen = sql<boolean>`(unsealing.opened is null and unsealing.at > now() - make_interval(days => ${sql.lit(most.days)}))`

/** A question without a name, for whoever keeps the peace where it stands. Refuses others and what has a name. */
export async function toUnseal(viewer: Viewer, ref: string): Promise<PlacedPost> {
  const post = await postFor(viewer, ref)
  const thread = await threadFor(viewer, post.thread.ref)
  if (!mayHide(viewer, thread)) refuse('forbidden', 'conversations.mayNotHide')
  if (!post.sealed) refuse('invalid', 'moderation.notSealed')
  return post
}

/**
 * Asks that a name be known, because a question abuses that it needs none. Two are drawn by lot among all who may
 * judge it, and never whoever asks; what is answered here is the same whoever asks and whoever asked the question:
 * so that nobody learns by asking who could not be drawn. Refuses what `toUnseal` does, and to give no reason.
 */
export function askUnsealing(viewer: Viewer, ref: string, reason: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const post = await toUnseal(viewer, ref)
    if (!reason) refuse('invalid', 'moderation.sayWhy')
    await sql`select from post where thing = ${post.id} for update`.execute(db())
    await audit(viewer, 'unsealing.asked', post.id, { reason })
    const { rows } = await sql<{ open: boolean; draws: number }>`
      select coalesce(bool_or(${isOpen}), false) as open, count(*)::int as draws from unsealing where post = ${post.id}`.execute(
      db(),
    )
    const { open, draws } = rows[0]!
    if (open || draws >= most.draws) return
    const made = await db()
      .insertInto('unsealing')
      .values({ post: post.id, by: me, reason })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const person of drawn(await whoMay(post.id, me))) {
      await db().insertInto('unsealing_voice').values({ unsealing: made.id, person }).execute()
      await writeTo(person, () => ({
        subject: t('moderation.unsealSubject'),
        words: t('moderation.unsealMail'),
        to: url`/unsealings/${made.id}`,
      }))
    }
  })
}

interface May {
  person: number
  organisations: number[]
}

/**
 * Who may know it: those who look after the community or the instance, and have nothing to do with whoever asked:
 * no organisation in common, nor a community that both look after.
 */
async function whoMay(post: number, but: number): Promise<May[]> {
  const organisationsOf = (person: ReturnType<typeof sql>) => sql`
    select organisation from belonging where belonging.person = ${person} and ended is null
    union select organisation from representative where representative.person = ${person} and ended is null`
  const { rows } = await sql<May>`
    with of as (select thread.community, sealed_author.person as author from post join thread on thread.thing = post.thread
        left join sealed_author on sealed_author.post = post.thing where post.thing = ${post}),
      pool as (
        select person from community_role, of where community_role.community = of.community and role in ('facilitator', 'moderator') and ${inTerm}
        union select person from appointment where role in ('moderator', 'curator', 'operator') and subject is null and ended is null)
    select pool.person, array(${organisationsOf(sql`pool.person`)}) as organisations from pool, of join thing on true
    where thing.id = pool.person and thing.state = 'published' and pool.person <> ${but} and pool.person is distinct from of.author
      and not exists (select from (${organisationsOf(sql`pool.person`)}) as theirs join (${organisationsOf(sql`of.author`)}) as ours using (organisation))
      and not exists (select from community_role as theirs join community_role as ours using (community)
        where theirs.person = pool.person and ours.person = of.author and theirs.ended is null and ours.ended is null)`.execute(
    db(),
  )
  return rows
}

/** Two by lot, who have no organisation in common: what one hand holds is one voice. */
function drawn(all: May[]): number[] {
  const [first, ...rest] = shuffled(all)
  if (!first) return []
  const second = rest.find(
    ({ organisations }) => !organisations.some((one) => first.organisations.includes(one)),
  )
  return second ? [first.person, second.person] : []
}

function shuffled<T>(all: T[]): T[] {
  const left = [...all]
  return all.map(() => left.splice(randomInt(left.length), 1)[0]!)
}

export interface Unsealing {
  id: number
  reason: string
  at: string
  opened: string | null
  mine: boolean | null
  post: string
  title: string
  words: string
  lang: string
  /** Who asked: once both said yes, for these two. */
  author: string | null
}

/** What the viewer was drawn for: 404 for everybody else. */
export async function unsealingFor(viewer: Viewer, id: number): Promise<Unsealing> {
  const { rows } = await sql<Unsealing>`
    select unsealing.id, reason, unsealing.at, unsealing.opened, voice.yes as mine, thing.ref as post, title, body as words, post.lang,
      case when unsealing.opened is not null then (select name from sealed_author join person on person.thing = sealed_author.person where sealed_author.post = post.thing) end as author
    from unsealing join unsealing_voice as voice on voice.unsealing = unsealing.id and voice.person = ${personOf(viewer)}
      join post on post.thing = unsealing.post join thread on thread.thing = post.thread join thing on thing.id = post.thing
    where unsealing.id = ${id} and (unsealing.opened is not null or ${isOpen})`.execute(db())
  return found(rows[0])
}

/** Of those who may know it today, be it that something changed since they were drawn. */
async function whoMayStill(unsealing: number): Promise<number[]> {
  const { post } = await db()
    .selectFrom('unsealing')
    .select('post')
    .where('id', '=', unsealing)
    .executeTakeFirstOrThrow()
  return (await whoMay(post, 0)).map(({ person }) => person)
}

/**
 * Says yes or no, for good. When both said yes the two know who asked; it is written down, without the name, and
 * whoever asked is told. 404 for whoever was not drawn.
 */
export function sayOn(viewer: Viewer, id: number, yes: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await unsealingFor(viewer, id)
    await sql`select from unsealing where id = ${id} for update`.execute(db())
    await sql`update unsealing_voice set yes = ${yes}, at = now() where unsealing = ${id} and person = ${me} and yes is null`.execute(
      db(),
    )
    const still = await whoMayStill(id)
    const { rows } = await sql<{
      post: number
      thread: number
      community: number | null
      author: number | null
    }>`
      update unsealing set opened = now() from post join thread on thread.thing = post.thread left join sealed_author on sealed_author.post = post.thing
      where unsealing.id = ${id} and post.thing = unsealing.post and unsealing.opened is null
        and (select count(*) from unsealing_voice where unsealing = ${id} and yes and person = any(${still}::bigint[])) = 2
      returning unsealing.post, post.thread, community, sealed_author.person as author`.execute(db())
    const [opened] = rows
    if (!opened) return
    await audit(viewer, 'post.unsealed', opened.post, { reason: one.reason })
    await noteDeed(viewer, {
      community: opened.community,
      kind: 'unsealed',
      thing: opened.post,
      reason: one.reason,
    })
    if (opened.author)
      await writeTo(opened.author, () => ({
        subject: t('moderation.unsealedSubject'),
        words: t('moderation.unsealedMail', { reason: one.reason }),
        to: url`/posts/${one.post}`,
      }))
  })
}
