import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing } from '../../base/refusal.ts'
import { anywhere } from '../../base/text.ts'
import { maySee, type Viewer, visibleTo } from '../../base/viewer.ts'
import { facilitates } from '../../communities/access.ts'
import type { Community } from '../../communities/community.ts'
import { communityFor } from '../../communities/reading.ts'
import { type Archive, isShown, most, type Told, type Working } from './archive.ts'

const columns = sql`
  one.id, one.ref, one.name, one.lang, one.opened, person.name as by, one.at, one.state, one.held, (one.at::date + ${most.days}::int)::text as until, one.failed_in as "failedIn", one.error, one.messages, one.through,
  one.first_at as "firstAt", one.last_at as "lastAt", one.people, one.threads, one.told,
  (select json_build_object('made', count(*) filter (where outcome = 'made'), 'there', count(*) filter (where outcome = 'there'),
    'askedOut', count(*) filter (where outcome = 'asked-out'), 'fault', count(*) filter (where outcome = 'fault')) from list_message where archive = one.id) as counts,
  coalesce((select json_agg(json_build_object('name', list_file.name, 'start', start, 'bytes', bytes) order by nth) from list_file where archive = one.id), '[]') as files
  from list_archive as one left join person on person.thing = one.person`

/** Any archive, for the worker and for verbs that have checked who asks. */
export async function archiveOf(ref: string, { lock = false } = {}): Promise<Working> {
  const { rows } = await sql<Working>`
    select one.community, ${columns} where one.ref = ${ref} ${lock ? sql`for update of one` : sql``}`.execute(
    db(),
  )
  return found(rows[0])
}

/** They read what is not open yet. */
const isInside = (viewer: Viewer, community: Community): boolean =>
  maySee(viewer, community.members) || facilitates(viewer, community)

export interface ArchiveShown {
  community: Community
  archive: Archive
  keeps: boolean
  /** Looks after it, and yet is none of those who read it. */
  unread: boolean
}

/** An archive of a community, if the viewer may see it: 404 when there is none, it is not open to them, or only facilitators know of it yet. */
export async function archiveFor(viewer: Viewer, slug: string, ref: string): Promise<ArchiveShown> {
  if (!isRef(ref)) missing()
  const community = await communityFor(viewer, slug)
  dependsOn(ref, 'threads')
  const keeps = facilitates(viewer, community)
  const { rows } = await sql<Archive>`
    select ${columns} where one.ref = ${ref} and one.community = ${community.id}`.execute(db())
  const archive = found(rows[0])
  if (!keeps && (!isShown(archive) || (!archive.opened && !isInside(viewer, community)))) missing()
  return { community, archive, keeps, unread: !archive.opened && !maySee(viewer, community.members) }
}

/** What a list of them shows. */
export type ListedArchive = Pick<
  Archive,
  'ref' | 'name' | 'state' | 'opened' | 'messages' | 'threads' | 'firstAt' | 'lastAt'
>

/** As `isShown` says. */
const shown = sql<boolean>`(state in ('running', 'paused', 'done', 'undoing') or state = 'undone' and threads > 0)`

/** A page of the archives of a community that the viewer may see, the newest first; those of which nothing is left are over. */
export async function archivesOf(
  viewer: Viewer,
  slug: string,
  page: number,
): Promise<{ community: Community; archives: ListedArchive[]; total: number; keeps: boolean }> {
  const community = await communityFor(viewer, slug)
  dependsOn('threads')
  const keeps = facilitates(viewer, community)
  const { rows } = await sql<ListedArchive & { total: number }>`
    select ref, name, state, opened, messages, threads, first_at as "firstAt", last_at as "lastAt", count(*) over ()::int as total from list_archive
    where community = ${community.id} and (${keeps} and state <> 'undone' or ${shown} and (opened is not null or ${isInside(viewer, community)}))
    order by at desc, id desc limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(db())
  return { community, archives: rows, total: rows[0]?.total ?? 0, keeps }
}

/** The viewer may see one of them: for a page that has the community's row as `community`. */
export const hasArchives = (
  viewer: Viewer,
  community: Pick<Community, 'id' | 'members'>,
): RawBuilder<boolean> =>
  sql`exists (select from list_archive where community = ${community.id} and ${shown}
    and (opened is not null or ${maySee(viewer, community.members)}))`

/** A conversation as an archive lists it. */
export interface ListedThere {
  ref: Ref
  title: string
  lang: string
  posts: number
  opened: string
  lastAt: string
  by: string | null
}

export interface Months {
  year: number
  month: number
  count: number
}

export interface Asked {
  year?: number
  month?: number
  /** Words of a title or of what was said. */
  words?: string
  page: number
}

/** Conversations of an archive that `archiveFor` gave, in the order in which they began; of a month, a year, or those with these words. One query. */
export async function threadsIn(
  viewer: Viewer,
  { id }: Pick<Archive, 'id'>,
  { year, month, words, page }: Asked,
): Promise<{ threads: ListedThere[]; total: number; months: Months[] }> {
  dependsOn('threads', 'people')
  const like = anywhere(words ?? '')
  const wanted = words
    ? sql`(title ilike ${like} or exists (select from post where post.thread = known.id and hidden is null and held is null and body ilike ${like}))`
    : sql`true`
  const from = sql`make_timestamptz(${year ?? 1}::int, ${month ?? 1}::int, 1, 0, 0, 0, 'UTC')`
  const within = year
    ? sql`opened >= ${from} and opened < ${from} + ${month ? sql`interval '1 month'` : sql`interval '1 year'`}`
    : sql`true`
  const { rows } = await sql<{ threads: ListedThere[]; total: number; months: Months[] }>`
    with known as materialized (
      select thing.id, thing.ref, title, lang, posts, opened, last_at from thread join thing on thing.id = thread.thing
      where archive = ${id} and merged_into is null and thing.state = 'published' and ${visibleTo(viewer)}),
    wanted as materialized (select * from known where ${within} and ${wanted})
    select (select count(*)::int from wanted) as total,
      coalesce((select json_agg(json_build_object('ref', ref, 'title', title, 'lang', lang, 'posts', posts, 'opened', opened, 'lastAt', last_at,
          'by', (select coalesce(person.name, mail_author.name) from post left join person on person.thing = post.person left join mail_author on mail_author.id = post.mail_author
            where post.thread = shown.id order by nth limit 1)) order by opened, id) from (
        select * from wanted order by opened, id limit ${most.perPage} offset ${(page - 1) * most.perPage}) as shown), '[]') as threads,
      coalesce((select json_agg(json_build_object('year', year, 'month', month, 'count', count) order by year, month) from (
        select extract(year from opened at time zone 'UTC')::int as year, extract(month from opened at time zone 'UTC')::int as month, count(*)::int as count
        from known group by 1, 2) as counted), '[]') as months`.execute(db())
  return rows[0]!
}

/** What an archive that `archiveFor` gave has here now, for whoever opens it: some stayed elsewhere, some were removed since. One query. */
export async function hereOf({
  id,
  people,
}: Pick<Archive, 'id' | 'people'>): Promise<{ messages: number; people: number }> {
  const { rows } = await sql<{ came: number; all: number; authors: number }>`
    select count(mail_author)::int as came, count(*)::int as all, count(distinct mail_author)::int as authors from post join thread on thread.thing = post.thread
    where thread.archive = ${id} and hidden is null and held is null and not coalesce(post.elsewhere ? 'left', false)`.execute(
    db(),
  )
  const { came, all, authors } = rows[0]!
  // Of a list that a bundle brought nobody knows here who wrote what.
  return { messages: came || all, people: authors || people }
}

/** What there is to know of the messages of an archive: how often, and the first of each with its place. For whoever keeps it. */
export async function notesOf({
  id,
  files,
  told,
}: Archive): Promise<{ counts: Map<string, number>; told: Told[] }> {
  const { rows } = await sql<{
    what: string
    of: string | null
    subject: string | null
    start: number
    bytes: number
    count: number
  }>`
    select * from (
      select split_part(note, ':', 1) as what, nullif(substr(note, strpos(note, ':') + 1), note) as of, subject, start::float8 as start, bytes,
        (count(*) over (partition by split_part(note, ':', 1)))::int as count,
        row_number() over (partition by split_part(note, ':', 1) order by position) as nth
      from list_message, unnest(notes) as note where archive = ${id}) as one
    where nth <= 20 order by what, nth`.execute(db())
  const counts = new Map(rows.map(({ what, count }) => [what, count]))
  for (const one of told) counts.set(one.what, (counts.get(one.what) ?? 0) + (one.count ?? 1))
  const placed = rows.map(({ what, of, subject, start, bytes }) => {
    const file = files.findLast((one) => one.start <= start)
    return {
      what,
      of: of ?? subject ?? '',
      file: file?.name,
      start: start - (file?.start ?? 0),
      bytes,
    } as Told
  })
  return { counts, told: [...told, ...placed] }
}
