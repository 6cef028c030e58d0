import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Text } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

export interface Knowing {
  cards: Card[]
  total: number
  /** How many of them nobody keeps true. */
  unkept: number
}

/**
 * What an organisation knows: published records that name it, under any of its names, as far as the
 * viewer may see them, newest first; those without a custodian first, for they wait for one. Two queries.
 */
export async function knownBy(viewer: Viewer, name: Text, limit = 12): Promise<Knowing> {
  dependsOn('records')
  const { rows } = await sql<{ id: number; kind: string; total: number; unkept: number }>`
    select thing.id, thing.kind, count(*) over ()::int as total, (count(*) filter (where record.custodian is null) over ())::int as unkept
    from record join thing on thing.id = record.thing join version on version.id = record.current
    where thing.state = 'published' and ${visibleTo(viewer)}
      and version.content -> 'organisations' ?| ${Object.values(name.texts)}::text[]
    order by record.custodian is not null, thing.changed desc, thing.id limit ${limit}`.execute(db())
  return { cards: await cardsOf(viewer, rows), total: rows[0]?.total ?? 0, unkept: rows[0]?.unkept ?? 0 }
}
