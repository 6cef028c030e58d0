import { Feed } from 'feed'
import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { inReach } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { communityUrl } from '../communities/address.ts'
import { communityFor } from '../communities/reading.ts'
import { site } from '../ui/site.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import { opening } from '../vocabularies/opening.ts'
import { threadUrl } from './address.ts'
import { standsIn } from './listing.ts'
import { authorName } from './names.ts'
import { authorAsked, threadFor } from './reading.ts'
import type { Post } from './thread.ts'

const perPage = 30

/** Which page of a feed, from 1, and where it stands itself. */
export interface FeedAsked {
  origin: string
  page: number
}

interface Entry extends Pick<Post, 'author' | 'sealed' | 'fromList'> {
  ref: Ref
  title: string
  body: string
  at: string
  edited: string | null
}

/** What was said last in a community, as Atom (RFC 4287). The refusals of `communityFor`. */
export async function communityFeed(viewer: Viewer, slug: string, asked: FeedAsked): Promise<string> {
  const community = await communityFor(viewer, slug)
  dependsOn('threads', 'people')
  // What was brought along is no news.
  const within = sql`${standsIn(community)} and not resting`
  return feedOf(asked, await said(viewer, within, asked.page), {
    title: inReach(community.name).text,
    path: communityUrl(community),
    self: url`/feeds/communities/${slug}.atom`,
  })
}

/** What was said last in a thread, as Atom. The refusals of `threadFor`. */
export async function threadFeed(viewer: Viewer, ref: string, asked: FeedAsked): Promise<string> {
  const thread = await threadFor(viewer, ref)
  dependsOn('people')
  return feedOf(asked, await said(viewer, sql`post.thread = ${thread.id}`, asked.page), {
    title: thread.title,
    path: threadUrl(thread),
    self: url`/feeds/threads/${thread.ref}.atom`,
  })
}

/** A page of them, and one more where there is another page. */
async function said(viewer: Viewer, where: RawBuilder<unknown>, page: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select thing.ref, title, body, at, edited, post.sealed,
      post.person is null and post.mail_author is not null as "fromList", ${authorAsked()} as author
    from post join thing on thing.id = post.thing join thread on thread.thing = post.thread
    where ${where} and hidden is null and thing.state = 'published' and ${visibleTo(viewer)}
    order by at desc, thing.id desc limit ${perPage + 1} offset ${(page - 1) * perPage}`.execute(db())
  return rows
}

/** The pages of one feed name each other (RFC 5005, 3). */
function feedOf(
  { origin, page }: FeedAsked,
  found: Entry[],
  { title, path, self }: { title: string; path: Url; self: Url },
): string {
  const entries = found.slice(0, perPage)
  const numbered = (one: number) =>
    origin + withQuery(self, new URLSearchParams(), { page: one > 1 ? String(one) : undefined })
  const feed = new Feed({
    id: origin + path,
    link: origin + path,
    feedLinks: { atom: numbered(page) },
    title,
    generator: site().name,
    copyright: '',
    updated: entries[0] ? new Date(entries[0].edited ?? entries[0].at) : new Date(0),
  })
  for (const entry of entries) {
    const href = origin + url`/posts/${entry.ref}`
    feed.addItem({
      id: href,
      link: href,
      title: asHtml(entry.title),
      description: asHtml(opening(entry.body)),
      author: [{ name: authorName(entry) }],
      published: new Date(entry.at),
      date: new Date(entry.edited ?? entry.at),
    })
  }
  const beside = {
    first: 1,
    ...(page > 1 && { previous: page - 1 }),
    ...(found.length > perPage && { next: page + 1 }),
  }
  const links = Object.entries(beside).map(
    ([rel, one]) => `\n    <link rel="${rel}" href="${numbered(one)}"/>`,
  )
  // The library writes no such links.
  return feed.atom1().replace(/\n *<(?:entry>|\/feed>)/, (rest) => links.join('') + rest)
}

/** It says of what stands in a feed that it is HTML, and what people wrote is not. */
const asHtml = (words: string): string =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
