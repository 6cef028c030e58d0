import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Text } from '../base/text.ts'
import { cardsOf, type Known } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

/**
 * Published records that name an organisation, under any of its names, as far as the viewer may see them,
 * newest first; those without a custodian first, for they wait for one. Two queries.
 */
export async function recordsKnownBy(viewer: Viewer, name: Text, most: number): Promise<Known> {
  dependsOn('records')
  const { rows } = await sql<{ id: number; kind: string; total: number; unkept: number }>`
    select thing.id, thing.kind, count(*) over ()::int as total, (count(*) filter (where record.custodian is null) over ())::int as unkept
    from record join thing on thing.id = record.thing join version on version.id = record.current
    where thing.state = 'published' and ${visibleTo(viewer)}
      and version.content -> 'organisations' ?| ${Object.values(name.texts)}::text[]
    order by record.custodian is not null, thing.changed desc, thing.id limit ${most}`.execute(db())
  return { cards: await cardsOf(viewer, rows), total: rows[0]?.total ?? 0, unkept: rows[0]?.unkept ?? 0 }
}
