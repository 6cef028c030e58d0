import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { refusePaused } from '../communities/deeds.ts'
import { mayAccept } from './access.ts'
import { postFor, threadFor } from './reading.ts'
import { tell } from './telling.ts'
import type { Thread } from './thread.ts'

interface Acceptance {
  /** The reference of the post that answers it; none takes an answer back. */
  post?: string
  /** The one that stood when they chose. */
  standing?: string
}

/**
 * Says which post answers a question, or that none does. Of two who choose at once, the second is told:
 * 409 where another stands than they saw. While its post is out of sight none stands (a trigger), and it answers again once it is back. Refuses whoever neither asked nor facilitates, and the question
 * itself as its answer.
 */
export function acceptAnswer(viewer: Viewer, threadRef: string, given: Acceptance): Promise<Thread> {
  return atomically(async () => {
    const thread = await threadFor(viewer, threadRef, { lock: true })
    if (thread.community) refusePaused(thread.community)
    if (!mayAccept(viewer, thread)) refuse('forbidden', 'conversations.mayNotAccept')
    const post = given.post ? await postFor(viewer, given.post) : undefined
    const chosen: Ref | null = post?.ref ?? null
    if (thread.accepted === chosen) return thread
    if ((thread.accepted ?? '') !== (given.standing ?? ''))
      refuse('conflict', 'conversations.acceptedMeanwhile')
    if (post && (post.thread.id !== thread.id || post.nth === 1 || post.hidden))
      refuse('invalid', 'conversations.noAnswer')
    await sql`update thread set accepted = ${post?.id ?? null}, answer_aside = null where thing = ${thread.id}`.execute(
      db(),
    )
    // Whoever asked only says what helped them; written down, it would name who asked without a name.
    if (!thread.own) {
      if (post) await audit(viewer, 'thread.answered', thread.id, { post: post.ref })
      else await audit(viewer, 'thread.unanswered', thread.id)
    }
    if (post) await announce('answer.accepted', { thread: thread.id, post: post.id })
    await tell([thread])
    return thread
  })
}

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** A question has an answer. */
    'answer.accepted': { thread: number; post: number }
  }
}
