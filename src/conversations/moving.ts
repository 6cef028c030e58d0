import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { makeThing } from '../base/things/things.ts'
import { everyone, type Viewer, visibleTo } from '../base/viewer.ts'
import { mayTakePart } from '../communities/access.ts'
import type { NamedCommunity } from '../communities/community.ts'
import { noteDeed } from '../communities/deeds.ts'
import { communityFor } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { goAlong } from '../records/write-up/going-along.ts'
import { mayArrange } from './access.ts'
import { toArrange } from './arranging.ts'
import { threadFor } from './reading.ts'
import { recount } from './recounting.ts'
import { tell } from './telling.ts'
import type { Thread } from './thread.ts'

/** What was said to some is not to be read by others. */
function refuseWider(from: { circle: number }, to: { circle: number }): void {
  if (from.circle !== everyone && from.circle !== to.circle) refuse('forbidden', 'conversations.wouldBeWider')
}

/**
 * Moves a thread to another community, whose circle it is seen by from then on. Refuses whoever does not
 * arrange it or takes no part there, and what would be read by more than it was written for.
 */
export function moveThread(viewer: Viewer, ref: string, slug: string): Promise<Thread> {
  return atomically(async () => {
    const thread = await toArrange(viewer, ref)
    const home = await communityFor(viewer, slug)
    if (!mayTakePart(home)) refuse('forbidden', 'conversations.joinThere')
    if (home.slug === thread.community?.slug) return thread
    refuseWider(thread, home)
    for (const community of [thread.community?.id, home.id])
      if (community) await noteDeed(viewer, { community, kind: 'moved', thing: thread.id })
    await audit(viewer, 'thread.moved', thread.id, { from: thread.community?.slug ?? '', to: slug })
    await rehome(thread, home)
    return thread
  })
}

/** Where whoever arranges a thread could move it: the other communities they take part in. */
export async function homesFor(
  viewer: Viewer,
  { community }: Pick<Thread, 'community'>,
): Promise<NamedCommunity[]> {
  const { rows } = await sql<NamedCommunity>`
    select community.slug, community.name from membership join community on community.thing = membership.community
      join thing on thing.id = community.thing
    where person = ${personOf(viewer)} and standing = 'member' and ended is null and thing.state = 'published'
      and ${visibleTo(viewer)} and rest is distinct from 'closed' and slug <> ${community?.slug ?? ''}
    order by slug`.execute(db())
  return rows
}

/** Puts a thread and its posts into a community; whoever calls it has checked that they may. */
export async function rehome(
  thread: Pick<Thread, 'id' | 'ref'>,
  home: { id: number; circle: number },
): Promise<void> {
  await sql`update thread set community = ${home.id}, pinned = false, archive = null, resting = false where thing = ${thread.id}`.execute(
    db(),
  )
  await sql`update thing set circle = ${home.circle} where id = ${thread.id}`.execute(db())
  await tell([thread], await postsIn(thread.id))
}

/** Puts a thread back to the door. Refuses what was said to some. */
export async function sendToDoor(thread: Pick<Thread, 'id' | 'ref' | 'circle'>): Promise<void> {
  refuseWider(thread, { circle: everyone })
  await sql`update thread set community = null, pinned = false, archive = null, resting = false where thing = ${thread.id}`.execute(
    db(),
  )
  await tell([thread], await postsIn(thread.id))
}

/**
 * Makes a thread of some posts of another, in their order; the first post of a thread stays where it is.
 * Gives the new one. Refuses whoever does not arrange it, no posts, and posts that do not stand there.
 */
export function splitThread(
  viewer: Viewer,
  ref: string,
  { posts, title, lang }: { posts: string[]; title: string; lang: string },
): Promise<{ ref: string; title: string }> {
  return atomically(async () => {
    const thread = await toArrange(viewer, ref)
    const { rows } = await sql<{ id: number }>`
      select thing.id from post join thing on thing.id = post.thing
      where post.thread = ${thread.id} and nth > 1 and held is null and thing.ref = any(${posts}::text[]) order by nth`.execute(
      db(),
    )
    if (rows.length === 0 || rows.length !== new Set(posts).size)
      refuse('invalid', 'conversations.chooseToSplit')
    const made = await makeThing({ kind: 'thread', sort: 'discussion', circle: thread.circle })
    await sql`
      insert into thread (thing, community, form, title, lang, concerning, archive, resting)
      select ${made.id}, community, 'discussion', ${title}, ${lang}, concerning, archive, resting from thread where thing = ${thread.id}`.execute(
      db(),
    )
    await carry(
      rows.map(({ id }) => id),
      thread.id,
      made.id,
    )
    await audit(viewer, 'thread.split', thread.id, { into: made.ref, posts: rows.length })
    await tell(
      [thread, made],
      rows.map(({ id }) => id),
    )
    return { ref: made.ref, title }
  })
}

/**
 * Puts all posts of a thread at the end of another, where their old addresses lead from then on. Refuses
 * whoever does not arrange both, a thread into itself or into one that is closed, and what would be read by
 * more than it was written for.
 */
export function mergeThread(viewer: Viewer, ref: string, into: string): Promise<Thread> {
  return atomically(async () => {
    if (ref === into) refuse('invalid', 'conversations.intoItself')
    // Always in the same order, so that two who merge do not wait for each other.
    for (const one of [ref, into].toSorted()) await threadFor(viewer, one, { lock: true })
    const thread = await toArrange(viewer, ref)
    const target = await threadFor(viewer, into)
    if (!mayArrange(viewer, target)) refuse('forbidden', 'conversations.mayNotArrange')
    if (target.closed || target.mergedInto) refuse('conflict', 'conversations.closed')
    refuseWider(thread, target)
    const posts = await postsIn(thread.id)
    await carryGuests(thread.id, target.id, posts[0])
    await carry(posts, thread.id, target.id)
    await sql`update implication set thread = ${target.id} where thread = ${thread.id}`.execute(db())
    await goAlong(thread.id, target.id)
    await sql`
      update thread set merged_into = ${target.id}, pinned = false where thing = ${thread.id} or merged_into = ${thread.id}`.execute(
      db(),
    )
    await audit(viewer, 'thread.merged', thread.id, { into: target.ref, posts: posts.length })
    await tell([thread, target], posts)
    return target
  })
}

/** Whoever asked at the door goes on writing where it went; `first`: the post it was asked by. */
async function carryGuests(from: number, to: number, first: number | undefined): Promise<void> {
  await sql`
    insert into thread_guest (thread, post)
    select ${to}::bigint, ${first ?? null}::bigint where exists (select from door_question where thread = ${from}) and ${first ?? null}::bigint is not null
    union select ${to}::bigint, post from thread_guest where thread = ${from} on conflict do nothing`.execute(
    db(),
  )
}

async function postsIn(thread: number): Promise<number[]> {
  const { rows } = await sql<{
    id: number
  }>`select thing as id from post where thread = ${thread} order by nth`.execute(db())
  return rows.map(({ id }) => id)
}

/** Carries posts from a thread to the end of another, in this order; both count again. */
async function carry(posts: number[], from: number, to: number): Promise<void> {
  await sql`
    update post set thread = ${to}, nth = (select next_nth from thread where thing = ${to}) + place - 1
    from unnest(${posts}::bigint[]) with ordinality as moved (thing, place) where post.thing = moved.thing`.execute(
    db(),
  )
  await sql`update thing set circle = (select circle from thing as home where home.id = ${to}) where id = any(${posts}::bigint[])`.execute(
    db(),
  )
  await sql`update thread set next_nth = next_nth + ${posts.length} where thing = ${to}`.execute(db())
  await sql`
    update thread set accepted = case when accepted = any(${posts}::bigint[]) then null else accepted end,
      answer_aside = case when answer_aside = any(${posts}::bigint[]) then null else answer_aside end
    where thing in (${from}, ${to})`.execute(db())
  await recount([from, to])
}
