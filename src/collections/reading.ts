import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isRef } from '../base/ids.ts'
import { found, missing, Refusal } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { audienceOf, type Collection, mayChange } from './collection.ts'

/** Said of a collection that was taken down: 410, with its title; whoever keeps it may bring it back. */
export class TakenDown extends Refusal {
  readonly collection: Pick<Collection, 'ref' | 'title' | 'keeps'>

  constructor(collection: Pick<Collection, 'ref' | 'title' | 'keeps'>) {
    super('gone', 'collections.takenDown')
    this.collection = collection
  }
}

/** Of an `item` with its `target`: the viewer may see it, be it the tombstone of a record. */
export const isShown = (viewer: Viewer): RawBuilder<boolean> => sql`(item.target is null or
  (target.state = 'published' or (target.state = 'withdrawn' and target.kind = 'record')) and ${visibleTo(viewer, 'target.circle')})`

/** How many items of this collection the viewer may see. */
export const sizeOf = (viewer: Viewer, collection: string): RawBuilder<number> => sql`
  (select count(*)::int from collection_item as item left join thing as target on target.id = item.target
    where item.collection = ${sql.ref(collection)} and item.removed is null and ${isShown(viewer)})`

/** Of a `collection`: nobody keeps it, or somebody who left. */
export const isUnkept: RawBuilder<boolean> = sql`not exists
  (select from person where person.thing = collection.keeper and person.left_at is null)`

type Row = Omit<Collection, 'audience' | 'keeps' | 'mine'> & {
  state: string
  circle: number
  ancestors: number[]
}

/**
 * A collection, if the viewer may see it: 404 when there is none or it is not open to them, `TakenDown`
 * (410) when whoever keeps it took it down. One query.
 */
export async function collectionFor(viewer: Viewer, ref: string): Promise<Collection> {
  const collection = await standingCollection(viewer, ref)
  if (collection.down) throw new TakenDown(collection)
  return collection
}

/** The same, be it taken down or not. */
export async function standingCollection(
  viewer: Viewer,
  ref: string,
): Promise<Collection & { down: boolean }> {
  if (!isRef(ref)) missing()
  dependsOn(ref, 'people')
  const me = viewer.kind === 'person' ? viewer.id : null
  const { rows } = await sql<Row>`
    select thing.id, thing.ref, thing.state, thing.circle, thing.changed, title, introduction, rule, version,
      (select json_build_object('id', person.thing, 'handle', handle, 'left', left_at is not null,
          'name', case when ${visibleTo(viewer, 'theirs.circle')} or person.thing = ${me} then person.name end)
        from person join thing as theirs on theirs.id = person.thing where person.thing = collection.keeper) as keeper,
      coalesce((select json_agg(json_build_object('id', subject.id, 'kind', subject.kind) order by subject.kind, subject.id)
        from about join thing as subject on subject.id = about.subject where about.thing = thing.id), '[]') as subjects,
      array(select ancestor from about join within on within.thing = about.subject where about.thing = thing.id) as ancestors,
      ${sizeOf(viewer, 'thing.id')} as size,
      array(select target from collection_item where collection = thing.id and removed is null and target is not null) as picked,
      coalesce((select json_agg(json_build_object('ref', outer_thing.ref, 'title', outer_one.title) order by outer_thing.id)
        from collection_item as item join collection as outer_one on outer_one.thing = item.collection
          join thing as outer_thing on outer_thing.id = outer_one.thing
        where item.target = thing.id and item.removed is null and outer_thing.state = 'published'
          and ${visibleTo(viewer, 'outer_thing.circle')}), '[]') as within
    from collection join thing on thing.id = collection.thing
    where thing.ref = ${ref} and thing.state in ('published', 'withdrawn') and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const { state, circle, ancestors, ...row } = found(rows[0])
  return {
    ...row,
    audience: audienceOf(circle),
    keeps: mayChange(viewer, row.keeper?.id ?? null, ancestors),
    mine: me !== null && row.keeper?.id === me,
    down: state === 'withdrawn',
  }
}

/** The titles of these collections, as far as the viewer may see them. */
export async function titlesOf(viewer: Viewer, ids: number[]): Promise<Map<number, Text>> {
  const { rows } = await sql<{ id: number; title: Text }>`
    select thing.id, title from collection join thing on thing.id = collection.thing
    where thing.id = any(${ids}::bigint[]) and ${visibleTo(viewer)}`.execute(db())
  return new Map(rows.map(({ id, title }) => [id, title]))
}
