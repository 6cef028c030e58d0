import { sql } from 'kysely'
import { type ListQuery, listCards, listQuery, narrowing } from '../base/things/listing.ts'
import type { Viewer } from '../base/viewer.ts'
import { communityFor } from '../communities/reading.ts'
import { url } from '../ui/url.ts'
import { threadUrl } from './address.ts'
import { postFor, postsAfter, threadFor } from './reading.ts'
import { forms, type Post } from './thread.ts'

export const ThreadsQuery = listQuery({
  community: narrowing.place,
  lang: narrowing.lang,
  kind: narrowing.kind(forms),
})

/** Threads as the API lists them. 404 for a community that is not there or not open. */
export async function listForPrograms(
  viewer: Viewer,
  query: ListQuery & { community?: string; lang?: string; kind?: string },
) {
  const home = query.community === undefined ? undefined : await communityFor(viewer, query.community)
  const of = (condition: ReturnType<typeof sql>) =>
    sql<boolean>`thing.id in (select thing from thread where ${condition})`
  return listCards(viewer, 'thread', query, {
    where: [
      of(sql`merged_into is null`),
      ...(home ? [of(sql`community = ${home.id}`)] : []),
      ...(query.lang ? [of(sql`lang = ${query.lang}`)] : []),
      ...(query.kind ? [of(sql`form = ${query.kind}`)] : []),
    ],
  })
}

/** One thread, without its posts. The refusals of `threadFor`. */
export async function threadForPrograms(viewer: Viewer, ref: string) {
  const thread = await threadFor(viewer, ref)
  const { form, title, lang, posts, accepted, mergedInto, closed, community } = thread
  return {
    ref: thread.ref,
    address: threadUrl(thread),
    ...{ form, title, lang, posts },
    ...(community && { community: community.slug }),
    ...(thread.concerning && { concerning: thread.concerning.ref }),
    opened: moment(thread.opened),
    last: moment(thread.lastAt),
    ...(closed && { closed: closed.why ?? '' }),
    ...(accepted && { accepted }),
    ...(mergedInto && { mergedInto }),
  }
}

/** Its posts in their order, from the one after `cursor` on. The refusals of `threadFor`. */
export async function postsForPrograms(
  viewer: Viewer,
  ref: string,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  const thread = await threadFor(viewer, ref)
  const posts = await postsAfter(viewer, thread, Number(cursor ?? 0), limit + 1)
  const shown = posts.slice(0, limit)
  return {
    items: shown.map(asSaid),
    total: thread.posts,
    next: posts.length > limit ? String(shown.at(-1)!.nth) : null,
  }
}

/** One post, with the reference of its thread. The refusals of `postFor`. */
export async function postForPrograms(viewer: Viewer, ref: string) {
  const post = await postFor(viewer, ref)
  return { ...asSaid(post), thread: post.thread.ref }
}

const asSaid = (post: Post) => ({
  ref: post.ref,
  nth: post.nth,
  address: url`/posts/${post.ref}`,
  ...(post.author?.name && { by: post.author.name }),
  ...(post.fromList && { fromList: true }),
  ...(post.organisation && { organisation: post.organisation.slug }),
  ...(post.interest && !post.hidden && { interest: post.interest }),
  lang: post.lang,
  body: post.body,
  ...(post.answers && { answers: post.answers.ref }),
  at: moment(post.at),
  ...(post.edited && { edited: moment(post.edited) }),
  hidden: post.hidden !== null,
  thanks: post.thanks,
})

const moment = (at: string): string => new Date(at).toISOString()
