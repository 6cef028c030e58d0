import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { type Evidence, type Outcome, type Tried, triedOf } from './use.ts'

/** How often each outcome is said of the record of a row, as one value of JSON: `{ "worked": 4 }`; nothing where nobody said anything. */
export const outcomesOf = (record: string): RawBuilder<Partial<Record<Outcome, number>> | null> => sql`
  (select json_object_agg(outcome, count) from (
    select outcome, count(*)::int as count from use where use.record = ${sql.ref(record)} and counted group by outcome) as said)`

/**
 * What came of using these records, by their ids; what the viewer may not see is left out, and adaptations
 * that they may not see are not counted. Nothing else is: what did not work is counted as what did. One
 * query, or none for none.
 */
export async function evidenceOf(viewer: Viewer, records: number[]): Promise<Map<number, Evidence>> {
  if (records.length === 0) return new Map()
  const { rows } = await sql<
    Omit<Evidence, keyof Tried | 'adoptions'> & {
      id: number
      ref: Ref
      outcomes: Partial<Record<Outcome, number>> | null
      adoptions: Partial<Evidence['adoptions']> | null
    }
  >`
    select thing.id, thing.ref, ${outcomesOf('thing.id')} as outcomes,
      (select count(distinct organisation)::int from use where use.record = thing.id and counted) as organisations,
      (select count(*)::int from use where use.record = thing.id and by_maker and withdrawn is null and hidden is null) as "byMakers",
      (select count(*)::int from use where use.record = thing.id and person is null and hidden is null) as elsewhere,
      (select json_object_agg(level, count) from (
        select level, count(*)::int as count from adoption where adoption.record = thing.id and ended is null and person is not null group by level) as taken) as adoptions,
      (select count(*)::int from link join thing as variant on variant.id = link.record
        where link.rel = 'adapts' and link.target = thing.ref and variant.state = 'published' and ${visibleTo(viewer, 'variant.circle')}) as adaptations
    from thing where thing.id = any(${records}::bigint[]) and thing.kind = 'record' and thing.state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  dependsOn('records', ...rows.map(({ ref }) => ref))
  return new Map(
    rows.map(({ id, organisations, byMakers, elsewhere, adaptations, outcomes, adoptions }) => [
      id,
      {
        ...triedOf(outcomes),
        organisations,
        byMakers,
        elsewhere,
        adoptions: { local: 0, national: 0, regional: 0, global: 0, ...adoptions },
        adaptations,
      },
    ]),
  )
}
