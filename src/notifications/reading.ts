import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { most, type NoticesOf } from './notice.ts'
import { foundOf, isOpen, isOpenTo, isTold, isUnseen } from './seeing.ts'

/** What somebody may still see of what they were told. */
const openNotices = (viewer: Viewer): RawBuilder<unknown> => sql`
  select notice.id, notice.thing, notice.kind, notice.why, notice.at, ${isUnseen()} as unseen, told.found
  from notice cross join lateral (select ${foundOf()} as found) as told
  where notice.person = ${personOf(viewer)} and told.found is not null and ${isOpenTo(viewer)}`

/** A page of places where something happened, the last first; `fresh`: where something is new. */
const placesOf = (
  viewer: Viewer,
  { size, from = 0, fresh = false }: { size: number; from?: number; fresh?: boolean },
): RawBuilder<unknown> => sql`
  with mine as (${openNotices(viewer)}),
    places as (select thing, count(*)::int as total, count(*) filter (where unseen)::int as unseen, max(at) as last, max(id) as id from mine group by thing)
  select places.thing, places.total, places.unseen,
    (select json_agg(json_build_object('id', one.id, 'kind', kind, 'why', why, 'at', at, 'unseen', unseen, 'found', found) order by at desc, one.id desc)
      from (select * from mine where mine.thing = places.thing order by at desc, id desc limit ${most.ofOne}) as one) as newest,
    (count(*) over ())::int as places, (select max(id) from mine) as "upTo"
  from places where unseen > 0 or not ${fresh} order by last desc, places.id desc limit ${size} offset ${from}`

export interface Notices {
  all: NoticesOf[]
  /** In how many places. */
  total: number
  /** The last of all: what comes later was not seen with it. */
  upTo: number
}

/** A page of what the viewer was told, by place. Refuses strangers. One query. */
export async function noticesFor(viewer: Viewer, page: number): Promise<Notices> {
  const { rows } = await sql<
    NoticesOf & { places: number; upTo: number }
  >`${placesOf(viewer, { size: most.perPage, from: (page - 1) * most.perPage })}`.execute(db())
  return { all: rows, total: rows[0]?.places ?? 0, upTo: rows[0]?.upTo ?? 0 }
}

/** The newest that are new to the viewer, as one value of JSON for a page that asks more. */
export const newestFor = (viewer: Viewer, size: number): RawBuilder<NoticesOf[]> => sql`
  coalesce((select json_agg(one) from (${placesOf(viewer, { size, fresh: true })}) as one), '[]')`

/** How much is new to a person, as SQL names them, at most a hundred: a number for a query that asks who they are. */
export const unseenBy = (person: RawBuilder<number>): RawBuilder<number> => sql`
  (select count(*)::int from (
    select from notice where notice.person = ${person} and ${isUnseen()} and ${isTold()} and ${isOpen} limit ${sql.lit(most.counted)}) as unseen)`

/** All they were told is seen, up to the one of this id. */
export async function seeAll(viewer: Viewer, upTo: number): Promise<void> {
  const person = personOf(viewer)
  await atomically(() =>
    sql`update notice set seen = now() where person = ${person} and seen is null and id <= ${upTo}`.execute(
      db(),
    ),
  )
}
