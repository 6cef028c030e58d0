import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { noteDeed, refusePaused } from '../communities/deeds.ts'
import { personOf } from '../people/account.ts'
import { mayArrange, mayHide } from './access.ts'
import { postPeace } from './peace.ts'
import { type PlacedPost, postFor, threadFor } from './reading.ts'
import { tell } from './telling.ts'
import type { Thread } from './thread.ts'

/**
 * A thread for whoever arranges it, locked until the transaction is over. Refuses others, and one whose posts
 * stand elsewhere by now.
 */
export async function toArrange(viewer: Viewer, ref: string): Promise<Thread> {
  const thread = await threadFor(viewer, ref, { lock: true })
  if (thread.community) refusePaused(thread.community)
  if (!mayArrange(viewer, thread)) refuse('forbidden', 'conversations.mayNotArrange')
  if (thread.mergedInto) refuse('conflict', 'conversations.mergedAlready')
  return thread
}

const at = ({ id, community }: Thread) => ({ thing: id, community: community?.id ?? null })

/** Ends a conversation, with the reason that stands above it; nothing is lost, and it can go on. */
export function closeThread(viewer: Viewer, ref: string, why: string): Promise<Thread> {
  return atomically(async () => {
    const thread = await toArrange(viewer, ref)
    await sql`update thread set closed = now(), closed_why = ${why} where thing = ${thread.id}`.execute(db())
    await audit(viewer, 'thread.closed', thread.id, { why })
    await noteDeed(viewer, { ...at(thread), kind: 'closed', reason: why })
    await tell([thread])
    return thread
  })
}

/** Lets a conversation go on. */
export function reopenThread(viewer: Viewer, ref: string): Promise<Thread> {
  return atomically(async () => {
    const thread = await toArrange(viewer, ref)
    await sql`update thread set closed = null, closed_why = null where thing = ${thread.id}`.execute(db())
    await audit(viewer, 'thread.reopened', thread.id)
    await noteDeed(viewer, { ...at(thread), kind: 'reopened' })
    await tell([thread])
    return thread
  })
}

/** Puts a thread before all others of its community, or among them again. */
export function pinThread(viewer: Viewer, ref: string, pinned: boolean): Promise<Thread> {
  return atomically(async () => {
    const thread = await toArrange(viewer, ref)
    await sql`update thread set pinned = ${pinned} where thing = ${thread.id}`.execute(db())
    if (pinned) await audit(viewer, 'thread.pinned', thread.id)
    else await audit(viewer, 'thread.unpinned', thread.id)
    await tell([thread])
    return thread
  })
}

/** Takes a post from sight: its place stays, and says why. Refuses whoever does not keep the peace there. */
export const hidePost = (viewer: Viewer, ref: string, why: string): Promise<PlacedPost> =>
  atomically(async () => {
    const post = await toHide(viewer, ref)
    await postPeace.hide!(viewer, post.id, why)
    return post
  })

/** Brings a post to sight again. Refuses one's own that somebody else took away: nobody judges what is theirs. */
export const showPost = (viewer: Viewer, ref: string): Promise<PlacedPost> =>
  atomically(async () => {
    const post = await toHide(viewer, ref)
    if (post.own) await refuseOthersDeed(viewer, post.id)
    await postPeace.show!(viewer, post.id, '')
    return post
  })

async function refuseOthersDeed(viewer: Viewer, post: number): Promise<void> {
  const { rows } = await sql`
    select from deed where thing = ${post} and kind = 'hidden' and ended is null and by is distinct from ${personOf(viewer)}`.execute(
    db(),
  )
  if (rows.length > 0) refuse('forbidden', 'conversations.mayNotHide')
}

async function toHide(viewer: Viewer, ref: string): Promise<PlacedPost> {
  const post = await postFor(viewer, ref)
  const thread = await threadFor(viewer, post.thread.ref)
  if (thread.community) refusePaused(thread.community)
  if (!mayHide(viewer, thread)) refuse('forbidden', 'conversations.mayNotHide')
  return post
}
