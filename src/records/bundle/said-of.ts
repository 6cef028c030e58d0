import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { originHere } from '../../base/origin.ts'
import { refuse } from '../../base/refusal.ts'
import type { Known, Taking } from '../../base/things/bundling.ts'
import { maySee, stranger, type Viewer, visibleTo } from '../../base/viewer.ts'
import { everywhere } from '../../places/everywhere.ts'

/**
 * Of a row of one of these: somebody said it who is or was a member here, so that they were asked what goes along of
 * theirs; or it came along itself, as whoever said it wished.
 */
export const wasAsked = (table: 'use' | 'adoption', community: number): RawBuilder<boolean> => {
  const person = sql.ref(`${table}.person`)
  return sql`(
    ${person} is null
    or exists (select from membership where membership.community = ${community} and membership.person = ${person} and standing = 'member')
    or exists (select from bundle_wish where bundle_wish.community = ${community} and bundle_wish.person = ${person}))`
}

/** The code of a place that the viewer may know of. */
export const placeKnown = (viewer: Viewer, column: string): RawBuilder<string | null> => sql`(
  select code from place join thing as spot on spot.id = place.thing where place.thing = ${sql.ref(column)} and ${visibleTo(viewer, 'spot.circle')})`

/** An organisation whose page the viewer may see. */
export const organisationKnown = (viewer: Viewer, column: string): RawBuilder<Known | null> => sql`(
  select json_build_object('ref', page.ref, 'origin', page.origin, 'slug', slug, 'name', name) from organisation join thing as page on page.id = organisation.thing
  where organisation.thing = ${sql.ref(column)} and page.state = 'published' and ${visibleTo(viewer, 'page.circle')})`

/** The place of this code, where there is one that everyone sees. */
export async function placeCoded(code: string | undefined): Promise<number | undefined> {
  const place = code === undefined ? undefined : (await everywhere()).byCode.get(code)
  return place && maySee(stranger, place.circle) ? place.id : undefined
}

/**
 * The record that something is said of; none where that is not here. Refuses to add to one that was here before, unless the
 * instance on which it began signed the bundle, or this one.
 */
export async function recordToSayOf(
  ref: Ref,
  { brought, signed, origin }: Taking,
): Promise<{ id: number; circle: number } | undefined> {
  const { rows } = await sql<{ id: number; circle: number; origin: string }>`
    select id, circle, origin from thing where ref = ${ref} and kind = 'record' and state = 'published'`.execute(
    db(),
  )
  const [record] = rows
  const mayAdd = brought.has(ref) || (signed && [record?.origin, await originHere()].includes(origin))
  if (record && !mayAdd) refuse('invalid', 'bundle.notItsOwn')
  return record
}
