import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { postFor, threadFor } from './reading.ts'
import { tell } from './telling.ts'

/** What a mail had besides, such as a signature with a number to call, goes for good. Refuses whoever did not write it. */
export function takeRestAway(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const post = await postFor(viewer, ref, { waiting: true })
    if (!post.own) refuse('forbidden', 'conversations.notYours')
    await sql`update post_mail set rest = null where post = ${post.id}`.execute(db())
    await tell([await threadFor(viewer, post.thread.ref)])
  })
}
