import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { RecordKind } from '../instruments/definition.ts'

export interface Overview {
  total: number
  kinds: { kind: RecordKind; count: number }[]
  languages: number
  /** Distinct contributors in each of the last quarters, oldest first: the rings. */
  people: number[]
}

/** What the whole commons holds, for those this viewer may see. One query. */
export async function overview(viewer: Viewer, { quarters = 8 } = {}): Promise<Overview> {
  dependsOn('records')
  const open = openTo(viewer)
  const { rows } = await sql<Omit<Overview, 'total'>>`
    select coalesce((select json_agg(one) from (
        select record.kind, count(*)::int as count from record join thing on thing.id = record.thing
        where ${open} group by record.kind order by 2 desc, 1) as one), '[]') as kinds,
      (select count(distinct lang)::int
        from record join thing on thing.id = record.thing join version on version.id = record.current,
          jsonb_object_keys(version.content -> 'title' -> 'texts') as lang
        where ${open}) as languages,
      array(select count(distinct coalesce(credit.name, version.id || ' ' || credit.position)) filter (where ${open})::int
        from generate_series(0, ${quarters - 1}) as ago
        left join version on date_trunc('quarter', version.published) = date_trunc('quarter', now() - ago * interval '3 months')
        left join thing on thing.id = version.record
        left join credit on credit.version = version.id
        group by ago order by ago desc) as people`.execute(db())
  const found = rows[0]!
  return { total: found.kinds.reduce((sum, { count }) => sum + count, 0), ...found }
}

/** The records that changed last, of those this viewer may see, and how many these are. */
export async function newestRecords(
  viewer: Viewer,
  count: number,
): Promise<{ cards: Card[]; total: number }> {
  dependsOn('records')
  const { rows } = await sql<{ id: number; kind: string; total: number }>`
    select id, kind, (select count(*)::int from thing where kind = 'record' and ${openTo(viewer)}) as total
    from thing where kind = 'record' and ${openTo(viewer)} order by changed desc, id limit ${count}`.execute(
    db(),
  )
  return { cards: await cardsOf(viewer, rows), total: rows[0]?.total ?? 0 }
}

const openTo = (viewer: Viewer) => sql`thing.state = 'published' and ${visibleTo(viewer)}`
