import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { most } from './collection.ts'
import { titlesOf } from './reading.ts'

/**
 * Refuses to put one collection into another where it would come to stand in itself, by the way round, or
 * deeper than four levels. One such change at a time, until the transaction is over.
 */
export async function refuseRing(viewer: Viewer, outer: number, inner: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${locks.nestingCollections})`.execute(db())
  const below = await waysFrom(inner, 'collection', 'target')
  const round = outer === inner ? [inner] : below.find((way) => way.at(-1) === outer)
  if (round) {
    const titles = await titlesOf(viewer, round)
    const names = [outer, ...round].map((id) => {
      const title = titles.get(id)
      return title ? inReach(title).text : t('collections.closedOne')
    })
    refuse('invalid', 'collections.ring', { path: names.join(' › ') })
  }
  const above = await waysFrom(outer, 'target', 'collection')
  const deepest = (ways: number[][]) => Math.max(...ways.map((way) => way.length))
  if (deepest(above) + deepest(below) > most.levels)
    refuse('invalid', 'collections.tooDeep', { most: most.levels })
}

/** Every way from a collection down into those it holds, or up to those that hold it; each begins with itself. */
async function waysFrom(
  start: number,
  from: 'collection' | 'target',
  to: 'target' | 'collection',
): Promise<number[][]> {
  const { rows } = await sql<{ way: number[] }>`
    with recursive on_the_way as (
      select ${start}::bigint as id, array[${start}::bigint] as way
      union all
      select ${sql.ref(`item.${to}`)}, way || ${sql.ref(`item.${to}`)}
      from on_the_way join collection_item as item on ${sql.ref(`item.${from}`)} = on_the_way.id
        join collection on collection.thing = ${sql.ref(`item.${to}`)}
      where item.removed is null and cardinality(way) <= ${most.levels} and not ${sql.ref(`item.${to}`)} = any(way)
    ) select way from on_the_way`.execute(db())
  return rows.map(({ way }) => way)
}
