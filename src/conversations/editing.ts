import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { missing, refuse } from '../base/refusal.ts'
import { checkWritten } from '../base/things/peace.ts'
import type { Viewer } from '../base/viewer.ts'
import { belongs, moderates } from '../communities/access.ts'
import { refusePaused, refuseRemoved } from '../communities/deeds.ts'
import { personOf } from '../people/account.ts'
import { atTheDoor } from './access.ts'
import { noteMentions } from './pointing.ts'
import { type PlacedPost, postFor, threadFor } from './reading.ts'
import { tell } from './telling.ts'
import { type Said, storable } from './writing.ts'

/**
 * Says a post otherwise; what it said before stays to be read. Refuses whoever did not write it, a thread
 * that is closed, a post that was hidden, what is empty or too long or would have to be looked at first, and with 409 what was changed since it
 * was `seen`. What is the same already changes nothing.
 */
export function editPost(
  viewer: Viewer,
  ref: string,
  given: Pick<Said, 'body' | 'lang'> & { seen?: string },
): Promise<Ref> {
  return atomically(async () => {
    personOf(viewer)
    const { thread: home } = await postFor(viewer, ref, { waiting: true })
    const thread = await threadFor(viewer, home.ref, { lock: true })
    const post = await postFor(viewer, ref, { waiting: true })
    if (!post.own || post.hidden) refuse('forbidden', 'conversations.notYours')
    if (thread.closed) refuse('conflict', 'conversations.closed')
    if (thread.community) refusePaused(thread.community)
    if (thread.community && !belongs(thread.community))
      await refuseRemoved(thread.community.id, personOf(viewer))
    if (given.seen !== undefined && given.seen !== editOf(post))
      refuse('conflict', 'conversations.editedMeanwhile')
    const { body, lang } = storable(given)
    if (body === post.body && lang === post.lang) return post.ref
    await checkWritten(viewer, {
      ...{ community: thread.community?.id ?? null, body, also: [], again: true },
      keeps: moderates(viewer, thread.community ?? atTheDoor),
    })
    await sql`
      insert into post_version (post, number, body, lang)
      select thing, (select count(*) + 1 from post_version where post_version.post = post.thing), body, lang from post where thing = ${post.id}`.execute(
      db(),
    )
    await sql`update post set body = ${body}, lang = ${lang}, edited = now() where thing = ${post.id}`.execute(
      db(),
    )
    if (!post.held) await noteMentions(viewer, post.id, body, post)
    await tell([thread], [post.id])
    return post.ref
  })
}

/** Which edit of a post one has before one. */
export const editOf = ({ edited }: Pick<PlacedPost, 'edited'>): string =>
  edited ? new Date(edited).toISOString() : ''

/** What a post says and said before, the newest first. */
export interface History {
  post: PlacedPost
  versions: { body: string; lang: string; from: string }[]
}

/** Everything a post ever said, for whoever may see it; a hidden one says nothing: 404. Two queries. */
export async function historyOf(viewer: Viewer, ref: string): Promise<History> {
  const post = await postFor(viewer, ref)
  if (post.hidden) missing()
  const { rows } = await sql<{ body: string; lang: string; until: string }>`
    select body, lang, until from post_version where post = ${post.id} order by number`.execute(db())
  const versions = [...rows, { body: post.body, lang: post.lang }].map(({ body, lang }, i) => ({
    body,
    lang,
    from: i === 0 ? post.at : rows[i - 1]!.until,
  }))
  return { post, versions: versions.reverse() }
}
