import type { Ref } from '../base/ids.ts'
import { titleSlug } from '../base/slug.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import { most } from './thread.ts'

/** Carries the title as it was written, so that it is the same for all. */
export const threadUrl = ({ ref, title }: { ref: Ref; title: string }): Url =>
  url`/threads/${ref}/${titleSlug(title, 'thread')}`

/** A page of a thread; the first has no number. */
export const pageUrl = (thread: { ref: Ref; title: string }, page: number): Url =>
  page > 1 ? withQuery(threadUrl(thread), new URLSearchParams(), { page: String(page) }) : threadUrl(thread)

/** Where a post stands: on the page of its thread, by how many come before it. */
export const postUrl = (thread: { ref: Ref; title: string }, post: { nth: number }, before: number): Url =>
  `${pageUrl(thread, Math.floor(before / most.perPage) + 1)}${url`#post-${post.nth}`}` as Url
