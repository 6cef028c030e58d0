import { type RawBuilder, sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { announce } from '../base/outbox/announce.ts'
import { found } from '../base/refusal.ts'
import type { Judged, Peace } from '../base/things/peace.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { noteDeed } from '../communities/deeds.ts'
import { inTerm } from '../communities/reading.ts'
import { viewerOfPerson } from '../people/viewing.ts'
import { answered } from './door/attended.ts'
import { noteMentions } from './pointing.ts'
import { tell } from './telling.ts'

const judgedPost = (condition: RawBuilder<unknown>): RawBuilder<Judged> => sql`
  select post.thing, thread.community, post.person, title, body as words, post.lang
  from post join thread on thread.thing = post.thread where ${condition}`

/** A post and its thread, held until the transaction is over. 404 where it is gone. */
async function postAt(id: number) {
  const { rows } = await sql<{
    id: number
    nth: number
    body: string
    ref: Ref
    held: string | null
    sealed: boolean
    author: number | null
    named: number | null
    community: number | null
    thread: { id: number; ref: string }
  }>`
    select post.thing as id, (select ref from thing where thing.id = post.thing) as ref, nth, body, held, post.sealed, coalesce(sealed_author.person, post.person) as author, post.person as named, community,
      json_build_object('id', of.id, 'ref', of.ref) as thread
    from post join thread on thread.thing = post.thread join thing as of on of.id = thread.thing
      left join sealed_author on sealed_author.post = post.thing
    where post.thing = ${id} for update of post, thread`.execute(db())
  return found(rows[0])
}

/** A post is taken from sight and keeps its place, which says why. */
export const postPeace: Peace = {
  judged: (ids) => judgedPost(sql`post.thing = any(${ids}::bigint[])`),
  hide: async (viewer, id, why) => {
    const { thread, community, named } = await postAt(id)
    await sql`update post set hidden = now(), hidden_why = ${why} where thing = ${id}`.execute(db())
    await audit(viewer, 'post.hidden', id, { why })
    await noteDeed(viewer, { community, kind: 'hidden', thing: id, person: named, reason: why })
    await tell([thread], [id])
  },
  show: async (viewer, id, why) => {
    const { thread, community, named } = await postAt(id)
    await sql`update post set hidden = null, hidden_why = null where thing = ${id}`.execute(db())
    await audit(viewer, 'post.shown', id)
    await noteDeed(viewer, { community, kind: 'shown', thing: id, person: named, reason: why })
    await tell([thread], [id])
  },
  letThrough,
  holdBack: async (viewer, id, why) => {
    const { thread, community, named } = await postAt(id)
    await sql`update post set held_why = ${why} where thing = ${id} and held is not null`.execute(db())
    await audit(viewer, 'post.held-back', id, { why })
    await noteDeed(viewer, { community, kind: 'not-let-through', thing: id, person: named, reason: why })
    await tell([thread])
  },
  withheld: (viewer) => sql`exists (
    select from post join thread on thread.thing = post.thread left join sealed_author on sealed_author.post = post.thing
    where post.thing = thing.id and (post.hidden is not null or held is not null)
      and coalesce(sealed_author.person, post.person) is distinct from ${meOf(viewer)}
      and not ${holds(viewer, 'moderator')} and not exists (
        select from community_role where community_role.community = thread.community and person = ${meOf(viewer)}
          and role in ('facilitator', 'moderator') and ${inTerm}))`,
}

const meOf = (viewer: Viewer): number => (viewer.kind === 'person' ? viewer.id : 0)

/** From now on others see it, at the end of what stands there, and hear of it. */
async function letThrough(viewer: Viewer, id: number): Promise<void> {
  const { thread, ref, nth, body, held, sealed, author, named, community } = await postAt(id)
  if (!held) return
  await sql`update post set held = null, held_why = null, at = now() where thing = ${id}`.execute(db())
  await sql`update thing set state = 'published' where id = ${id} or (${nth === 1} and id = ${thread.id} and state = 'submitted')`.execute(
    db(),
  )
  if (nth === 1)
    await sql`update thread set opened = now(), last_at = now() where thing = ${thread.id}`.execute(db())
  else {
    await sql`update post set nth = (select next_nth from thread where thing = ${thread.id}) where thing = ${id}`.execute(
      db(),
    )
    await sql`update thread set next_nth = next_nth + 1, posts = posts + 1, last_at = now(), resting = false where thing = ${thread.id}`.execute(
      db(),
    )
  }
  const writer = author && (await viewerOfPerson(author))
  if (writer) await noteMentions(writer, id, body, { sealed })
  if (nth === 1) await offerAgain(thread.id)
  else await answered(ref)
  await audit(viewer, 'post.let-through', id)
  await noteDeed(viewer, { community, kind: 'let-through', thing: id, person: named })
  await announce('post.written', { thread: thread.id, post: id })
  await tell([thread], [id])
}

/** Whoever is asked to take a question from the door hears of it once it is to be seen. */
async function offerAgain(thread: number): Promise<void> {
  const { rows } = await sql<{ wish: number }>`
    select wish from door_question join thread on thread.thing = door_question.thread
    where door_question.thread = ${thread} and wish is not null and community is null`.execute(db())
  if (rows[0]) await announce('question.offered', { thread, community: rows[0].wish })
}

/** A conversation is taken from sight with all that was said in it; its address says why. */
export const threadPeace: Peace = {
  judged: (ids) => sql`
    select post.thread as thing, judged.community, judged.person, judged.title, judged.words, judged.lang
    from post join (${judgedPost(sql`post.thread = any(${ids}::bigint[]) and post.nth = 1`)}) as judged on judged.thing = post.thing`,
  hide: async (viewer, id, why) => {
    await sql`update thread set away = now(), away_why = ${why} where thing = ${id}`.execute(db())
    const { at, posts } = await standing(id, ['published', 'withdrawn'])
    await audit(viewer, 'thread.hidden', id, { why })
    await noteDeed(viewer, { ...at, kind: 'hidden', thing: id, reason: why })
    await tell([at.thread], posts)
  },
  show: async (viewer, id, why) => {
    await sql`update thread set away = null, away_why = null where thing = ${id}`.execute(db())
    const { at, posts } = await standing(id, ['withdrawn', 'published'])
    await audit(viewer, 'thread.shown', id)
    await noteDeed(viewer, { ...at, kind: 'shown', thing: id, reason: why })
    await tell([at.thread], posts)
  },
}

/** Brings a thread and its posts from one state into another; what waits for a look goes on waiting. */
async function standing(id: number, [from, to]: [string, string]) {
  const { rows } = await sql<{ community: number | null; person: number | null; ref: string }>`
    select community, ref, (select person from post where post.thread = thread.thing order by nth limit 1) as person
    from thread join thing on thing.id = thread.thing where thread.thing = ${id}`.execute(db())
  const { ref, ...at } = found(rows[0])
  const { rows: moved } = await sql<{ id: number }>`
    update thing set state = ${to} where state = ${from} and (id = ${id} or id in (select thing from post where post.thread = ${id}))
    returning id`.execute(db())
  return { at: { ...at, thread: { id, ref } }, posts: moved.map((one) => one.id) }
}
