import { Feed } from 'feed'
import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { inReach } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { communityUrl } from '../communities/address.ts'
import { communityFor } from '../communities/reading.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { threadUrl } from './address.ts'
import { authorName } from './names.ts'
import { opening } from './opening.ts'
import { threadFor } from './reading.ts'
import type { Post } from './thread.ts'

const newest = 30

interface Entry extends Pick<Post, 'author' | 'sealed'> {
  ref: Ref
  title: string
  body: string
  at: string
  edited: string | null
}

/** What was said last in a community, as Atom (RFC 4287). The refusals of `communityFor`. */
export async function communityFeed(viewer: Viewer, slug: string, origin: string): Promise<string> {
  const community = await communityFor(viewer, slug)
  dependsOn('threads', 'people')
  return feedOf(
    origin,
    inReach(community.name).text,
    communityUrl(community),
    await said(viewer, { community: community.id }),
  )
}

/** What was said last in a thread, as Atom. The refusals of `threadFor`. */
export async function threadFeed(viewer: Viewer, ref: string, origin: string): Promise<string> {
  const thread = await threadFor(viewer, ref)
  dependsOn('people')
  return feedOf(origin, thread.title, threadUrl(thread), await said(viewer, { thread: thread.id }))
}

async function said(viewer: Viewer, of: { community?: number; thread?: number }): Promise<Entry[]> {
  const where = of.thread ? sql`post.thread = ${of.thread}` : sql`thread.community = ${of.community}`
  const { rows } = await sql<Entry>`
    select thing.ref, title, body, at, edited, post.sealed,
      (select json_build_object('name', name) from person where person.thing = post.person) as author
    from post join thing on thing.id = post.thing join thread on thread.thing = post.thread
    where ${where} and hidden is null and thing.state = 'published' and ${visibleTo(viewer)}
    order by at desc limit ${newest}`.execute(db())
  return rows
}

function feedOf(origin: string, title: string, path: string, entries: Entry[]): string {
  const feed = new Feed({
    id: origin + path,
    link: origin + path,
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
      title: entry.title,
      description: opening(entry.body),
      author: [{ name: authorName(entry) }],
      published: new Date(entry.at),
      date: new Date(entry.edited ?? entry.at),
    })
  }
  return feed.atom1()
}
