import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Community, NamedCommunity } from '../communities/community.ts'
import { hasArchives } from './lists/archives.ts'
import { ownThread } from './reading.ts'
import { most, type ThreadForm } from './thread.ts'

/** A thread as a list shows it. */
export interface ListedThread {
  id: number
  ref: Ref
  form: ThreadForm
  title: string
  lang: string
  pinned: boolean
  closed: boolean
  answered: boolean
  posts: number
  lastAt: string
  /** Who opened it; nobody where it was asked without a name, or they left and kept theirs out of it. */
  by: string | null
  sealed: boolean
  /** Where it stands, when that is another community than the one whose list this is. */
  home: NamedCommunity | null
  /** The viewer's own, which nobody else sees before somebody looked at it. */
  waits: boolean
  /** Posts the viewer has not read, of a thread that they have read in before. */
  unread: number
}

export const orders = ['last', 'unanswered'] as const
export type Order = (typeof orders)[number]

interface Asked {
  order?: Order
  lang?: string
  page?: number
}

export interface ListedThreads {
  threads: ListedThread[]
  total: number
  /** Of all of them, whichever are shown. */
  langs: string[]
  /** Lists were brought along that the viewer may read. */
  lists: boolean
}

const waits = sql<boolean>`(form = 'question' and accepted is null and closed is null)`

/**
 * The threads of a community that `communityFor` gave, the pinned first, then by their last post; or, for
 * those who can answer, first the questions without an answer, the one that waits longest before the others.
 * A programme shows those of its communities among its own, each to whoever may see it. One query.
 */
export const threadsOf = (
  viewer: Viewer,
  community: Pick<Community, 'id' | 'sort' | 'members'>,
  asked: Asked,
): Promise<ListedThreads> => listed(viewer, standsIn(community), community, asked)

/** Of a `thread`: it stands in this community, or in one of this programme. */
export const standsIn = ({ id, sort }: Pick<Community, 'id' | 'sort'>): RawBuilder<boolean> =>
  sort === 'programme'
    ? sql`thread.community in (select part.thing from community as part join thing as home on home.id = part.thing
        where part.thing = ${id} or (part.above = ${id} and home.state = 'published'))`
    : sql`thread.community = ${id}`

async function listed(
  viewer: Viewer,
  where: RawBuilder<boolean>,
  community: Pick<Community, 'id' | 'members'>,
  { order = 'last', lang, page = 1 }: Asked,
): Promise<ListedThreads> {
  dependsOn('threads', 'people')
  const here = community.id
  const spoken = lang ? sql<boolean>`lang = ${lang}` : sql<boolean>`true`
  const by =
    order === 'unanswered'
      ? sql`${waits} desc, case when ${waits} then opened end, last_at desc, id`
      : sql`pinned desc, last_at desc, id`
  const { rows } = await sql<ListedThreads>`
    with known as (
      select thing.id, thing.ref, thread.form, title, lang, pinned and thread.community = ${here} as pinned, closed, accepted, posts, opened, last_at, nullif(thread.community, ${here}) as home,
        thing.state = 'submitted' as waits
      from thread join thing on thing.id = thread.thing
      where ${where} and merged_into is null and not resting and (thing.state = 'published' and ${visibleTo(viewer)} or ${waitsForMe(viewer)}))
    select (select count(*)::int from known where ${spoken}) as total,
      array(select distinct lang from known order by lang) as langs, ${hasArchives(viewer, community)} as lists,
      coalesce((select json_agg(${lineOf(viewer)} order by nth) from (
        select *, row_number() over (order by ${by}) as nth from known where ${spoken}
        order by nth limit ${most.listed} offset ${(page - 1) * most.listed}) as shown), '[]') as threads`.execute(
    db(),
  )
  return rows[0]!
}

/** So many threads in which something was said last, in the communities that the viewer belongs to; for the query of a desk. */
export const newestOfMine = (viewer: Viewer, most: number): RawBuilder<ListedThread[]> =>
  newest(
    viewer,
    sql<boolean>`thread.community in (select community from membership
      where person = ${viewer.kind === 'person' ? viewer.id : 0} and standing = 'member' and ended is null)`,
    most,
  )

/** The newest questions that the viewer asked, wherever they stand. One query; none of strangers. */
export async function askedBy(viewer: Viewer): Promise<ListedThread[]> {
  if (viewer.kind !== 'person') return []
  dependsOn('threads')
  const { rows } = await sql<{ asked: ListedThread[] }>`select coalesce((
    select json_agg(${lineOf(viewer)} order by last_at desc, id) from (
      select thing.id, thing.ref, thread.form, title, lang, false as pinned, closed, accepted, posts, last_at, thread.community as home,
        thing.state = 'submitted' as waits
      from thread join thing on thing.id = thread.thing
      where thread.form = 'question' and ${ownThread(viewer.id)} and merged_into is null
        and (thing.state = 'published' and ${visibleTo(viewer)} or ${waitsForMe(viewer)})
      order by last_at desc, thing.id limit ${most.asked}) as shown), '[]') as asked`.execute(db())
  return rows[0]!.asked
}

/** The same of all that the viewer may see. */
export const newestOfAll = (viewer: Viewer, most: number): RawBuilder<ListedThread[]> =>
  newest(viewer, sql<boolean>`true`, most)

const newest = (viewer: Viewer, where: RawBuilder<boolean>, most: number): RawBuilder<ListedThread[]> =>
  sql`coalesce((select json_agg(${lineOf(viewer)} order by last_at desc, id) from (
    select thing.id, thing.ref, thread.form, title, lang, false as pinned, closed, accepted, posts, last_at, thread.community as home, false as waits
    from thread join thing on thing.id = thread.thing
    where ${where} and merged_into is null and not resting and thing.state = 'published' and ${visibleTo(viewer)}
    order by last_at desc, thing.id limit ${most}) as shown), '[]')`

/** Of a `thread` and its `thing`: the viewer opened it, and it waits for a look. */
const waitsForMe = (viewer: Viewer) =>
  viewer.kind === 'person'
    ? sql<boolean>`(thing.state = 'submitted' and ${ownThread(viewer.id)})`
    : sql<boolean>`false`

/** One line, from the columns of `shown`. */
function lineOf(viewer: Viewer): RawBuilder<unknown> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`json_build_object('id', id, 'ref', ref, 'form', form, 'title', title, 'lang', lang, 'pinned', pinned,
    'closed', closed is not null, 'answered', accepted is not null, 'posts', posts, 'lastAt', last_at, 'waits', waits,
    'by', (select nullif(coalesce(person.name, mail_author.name), '') from post left join person on person.thing = post.person left join mail_author on mail_author.id = post.mail_author
      where post.thread = shown.id order by post.nth limit 1),
    'sealed', (select sealed from post where post.thread = shown.id order by post.nth limit 1),
    'home', (select json_build_object('slug', slug, 'name', community.name) from community where community.thing = shown.home),
    'unread', coalesce((select (select count(*)::int from post where post.thread = shown.id and post.nth > reading_position.nth and post.held is null)
      from reading_position where reading_position.thread = shown.id and person = ${me}), 0))`
}
