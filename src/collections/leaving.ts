import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import type { KeptThing } from '../base/things/kinds.ts'
import { everyone, members } from '../base/viewer.ts'

/** What this person keeps, for the export of their account. One query. */
export async function collectionsOf(person: number): Promise<KeptThing[]> {
  const { rows } = await sql<KeptThing>`
    select thing.ref, thing.state, thing.changed, title, introduction, rule,
      coalesce((select json_agg(json_strip_nulls(json_build_object('thing', target.ref, 'address', item.href, 'title', item.title, 'note', item.note))
          order by item.position, item.id)
        from collection_item as item left join thing as target on target.id = item.target
        where item.collection = thing.id and item.removed is null), '[]') as items
    from collection join thing on thing.id = collection.thing where keeper = ${person} order by thing.id`.execute(
    db(),
  )
  return rows
}

/**
 * Of whoever deletes their account: collections that only they could see go for good. Those of others stay
 * as they are, kept by a member who left until a curator takes them on.
 */
export async function letGoOf(person: number): Promise<void> {
  const { rows } = await sql<{ id: number; ref: string; own: boolean }>`
    select thing.id, thing.ref, thing.circle not in (${everyone}, ${members}) as own
    from collection join thing on thing.id = collection.thing where keeper = ${person}`.execute(db())
  const own = rows.filter((row) => row.own).map(({ id }) => id)
  await sql`delete from collection where thing = any(${own}::bigint[])`.execute(db())
  await sql`update thing set state = 'withdrawn' where id = any(${own}::bigint[])`.execute(db())
  if (rows.length === 0) return
  await changed(...rows.map(({ ref }) => ref), 'collections')
  await announce('thing.changed', { ids: rows.map(({ id }) => id) })
}
