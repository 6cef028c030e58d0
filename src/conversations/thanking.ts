import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { refusePaused } from '../communities/deeds.ts'
import { personOf } from '../people/account.ts'
import { postFor, threadFor } from './reading.ts'

/** Thanks whoever wrote it, once; or takes that back. Refuses one's own, and whoever only reads there. */
export function thank(viewer: Viewer, ref: string, thanks: boolean): Promise<Ref> {
  return atomically(async () => {
    const person = personOf(viewer)
    const post = await postFor(viewer, ref)
    const { community } = await threadFor(viewer, post.thread.ref)
    if (community) refusePaused(community)
    if (post.own || post.hidden) refuse('forbidden', 'conversations.noThanks')
    if (thanks)
      await sql`insert into thanks (post, person) values (${post.id}, ${person}) on conflict do nothing`.execute(
        db(),
      )
    else await db().deleteFrom('thanks').where('post', '=', post.id).where('person', '=', person).execute()
    await changed(post.thread.ref)
    return post.ref
  })
}
