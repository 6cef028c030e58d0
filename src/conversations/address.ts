import type { Ref } from '../base/ids.ts'
import { titleSlug } from '../base/slug.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import { most } from './thread.ts'

/** Addresses of what is done with a thread: no title may stand there. */
const taken = [
  ...['answer', 'arrange', 'closing', 'events', 'home', 'merging', 'pin', 'posts', 'reopening'],
  ...['split', 'summary', 'vote', 'write-up', 'implications'],
]

/** Carries the title as it was written, so that it is the same for all. */
export function threadUrl({ ref, title }: { ref: Ref; title: string }): Url {
  const slug = titleSlug(title, 'thread')
  return url`/threads/${ref}/${taken.includes(slug) ? `${slug}-` : slug}`
}

/** A page of a thread; the first has no number. */
export const pageUrl = (thread: { ref: Ref; title: string }, page: number): Url =>
  page > 1 ? withQuery(threadUrl(thread), new URLSearchParams(), { page: String(page) }) : threadUrl(thread)

/** Where a post stands: on the page of its thread, by how many come before it. */
export const postUrl = (thread: { ref: Ref; title: string }, post: { nth: number }, before: number): Url =>
  `${pageUrl(thread, Math.floor(before / most.perPage) + 1)}${url`#post-${post.nth}`}` as Url
