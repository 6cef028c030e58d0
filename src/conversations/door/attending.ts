import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { everyone, members, type Viewer } from '../../base/viewer.ts'
import { facilitates } from '../../communities/access.ts'
import type { Community } from '../../communities/community.ts'
import { communityFor } from '../../communities/reading.ts'
import { mayArrange } from '../access.ts'
import { closeThread, toArrange } from '../arranging.ts'
import { rehome, sendToDoor } from '../moving.ts'
import { threadFor } from '../reading.ts'
import { tell } from '../telling.ts'
import type { Thread } from '../thread.ts'
import { attended } from './attended.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Whoever asked hears that their question found a community (`at` is its id), or was closed (then of the thread). */
    'question.placed': { thread: number; at: number }
  }
}

/**
 * Gives a question at the door a home, with a word to those who facilitate there: at once where everybody may ask,
 * else they are asked to take it. Refuses whoever does not keep the door, a question that has a home, and a
 * community that takes nothing.
 */
export function giveHome(viewer: Viewer, ref: string, slug: string, note: string): Promise<Thread> {
  return atomically(async () => {
    const there = await threadFor(viewer, ref, { lock: true })
    if (there.community || !there.door) refuse('conflict', 'door.hasHome')
    const thread = await toArrange(viewer, ref)
    const home = await openHome(viewer, slug)
    await sql`update door_question set wish = ${home.id}, note = ${note || null} where thread = ${thread.id}`.execute(
      db(),
    )
    await attended(thread.id)
    await audit(viewer, 'question.given-home', thread.id, { to: slug })
    await announce('question.offered', { thread: thread.id, community: home.id })
    if (home.joining === 'open' && !home.forGovernments && home.circle === everyone)
      await settleIn(thread, home)
    else await tell([thread])
    return threadFor(viewer, ref)
  })
}

/**
 * Takes a question from the door into a community that the viewer facilitates. Refuses others, one that has a home,
 * and a community whose conversations whoever asked could not read.
 */
export function takeQuestion(viewer: Viewer, ref: string, slug: string): Promise<Thread> {
  return atomically(async () => {
    const thread = await threadFor(viewer, ref, { lock: true })
    const home = await openHome(viewer, slug)
    if (!facilitates(viewer, home)) refuse('forbidden', 'communities.notFacilitator')
    if (thread.community || !thread.door) refuse('conflict', 'door.hasHome')
    await audit(viewer, 'question.taken', thread.id, { to: slug })
    await attended(thread.id)
    await settleIn(thread, home)
    return threadFor(viewer, ref)
  })
}

/** Gives a question back to the door: whoever facilitates where it stands, or where it was asked to be taken. */
export function giveBack(viewer: Viewer, ref: string, slug: string): Promise<Thread> {
  return atomically(async () => {
    const thread = await threadFor(viewer, ref, { lock: true })
    const home = await communityFor(viewer, slug)
    if (!facilitates(viewer, home)) refuse('forbidden', 'communities.notFacilitator')
    if (!thread.door) refuse('conflict', 'door.notFromDoor')
    const { rows } = await sql`
      update door_question set wish = null, note = null, attended = null, asked = case when answered is null then now() else asked end
      where thread = ${thread.id} and (wish = ${home.id} or ${thread.community?.slug === slug}) returning thread`.execute(
      db(),
    )
    if (rows.length === 0) refuse('conflict', 'door.notYours')
    await audit(viewer, 'question.given-back', thread.id, { from: slug })
    if (thread.community) await sendToDoor(thread)
    else await tell([thread])
    return threadFor(viewer, ref)
  })
}

/** Closes what is not a question, with the reason that stands above it; whoever asked is told. It can be reopened. */
export function closeAtDoor(viewer: Viewer, ref: string, why: string): Promise<Thread> {
  return atomically(async () => {
    const { community, door } = await threadFor(viewer, ref)
    if (community || !door) refuse('conflict', 'door.hasHome')
    const thread = await closeThread(viewer, ref, why)
    await attended(thread.id)
    await announce('question.placed', { thread: thread.id, at: thread.id })
    return thread
  })
}

/** Whether the viewer may do at the door what those on duty do. */
export const keepsDoor = (viewer: Viewer, onDuty: boolean): boolean =>
  mayArrange(viewer, { community: null, onDuty, waits: false })

async function openHome(viewer: Viewer, slug: string): Promise<Community> {
  const home = await communityFor(viewer, slug)
  if (home.state !== 'published' || home.rest === 'closed') refuse('conflict', 'communities.takesNobody')
  return home
}

async function settleIn(thread: Thread, home: Community): Promise<void> {
  if (home.circle !== everyone && home.circle !== members) await refuseUnseen(thread, home)
  await rehome(thread, home)
  await announce('question.placed', { thread: thread.id, at: home.id })
}

/**
 * Whoever asked must be able to read the answers. Without a name nobody can be known to: it would say that they are
 * one of a few.
 */
async function refuseUnseen(thread: Thread, { circle }: Community): Promise<void> {
  const { rows } = await sql`
    select from post join in_circle on in_circle.person = post.person
    where post.thread = ${thread.id} and nth = 1 and not post.sealed and in_circle.circle = ${circle}`.execute(
    db(),
  )
  if (rows.length === 0) refuse('forbidden', 'door.couldNotRead')
}
