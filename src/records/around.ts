import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Definition, RecordKind } from '../instruments/definition.ts'
import { facetsOf } from '../instruments/facets.ts'
import type { relations } from './interchange.ts'
import { type AlikeRecord, alikeTo } from './likeness/alike.ts'
import type { RecordVersion } from './reading.ts'

export interface Linked {
  rel: (typeof relations)[number]
  /** `out`: this record adapts that one; `in`: that one adapts this. */
  way: 'out' | 'in'
  card: Card
}

export type Alike = AlikeRecord & { card: Card }

export interface Around {
  linked: Linked[]
  alike: Alike[]
  /** What the answers name by ref. */
  named: Map<Ref, Card>
}

interface Neighbour {
  why: 'linked' | 'alike' | 'named'
  rel: Linked['rel']
  way: Linked['way']
  id: number
  kind: string
}

/**
 * What stands around a record, as far as the viewer may see it: what it is linked with, either way; the three
 * records whose conditions are most like its own; and what its answers name. Four queries.
 */
export async function around(
  viewer: Viewer,
  record: { thing: number; ref: Ref; kind: RecordKind; instrument: string },
  { definition, content, refs }: { definition: Definition; content: RecordVersion['content']; refs: Ref[] },
): Promise<Around> {
  dependsOn('records', ...refs)
  const alike = await alikeTo(viewer, {
    ...record,
    context: definition.context ?? [],
    facets: facetsOf(definition, content.answers),
    places: content.places,
  })
  const { rows } = await sql<Neighbour>`
    with near as (
      select 'linked' as why, link.rel, 'out' as way, target.id
        from link join thing as target on target.ref = link.target where link.record = ${record.thing}
      union all select 'linked', link.rel, 'in', link.record from link where link.target = ${record.ref}
      union all select 'alike', '', '', unnest(${alike.map(({ id }) => id)}::bigint[])
      union all select 'named', '', '', id from thing where ref = any(${refs}::text[]))
    select near.*, thing.kind from near join thing using (id)
    where thing.state = 'published' and ${visibleTo(viewer)}
    order by why, rel, way, id`.execute(db())
  const cards = new Map((await cardsOf(viewer, rows)).map((card) => [card.id, card]))
  const found = rows.flatMap((row) => (cards.has(row.id) ? [{ ...row, card: cards.get(row.id)! }] : []))
  return {
    linked: found.filter(({ why }) => why === 'linked'),
    alike: alike.flatMap((one) => (cards.has(one.id) ? { ...one, card: cards.get(one.id)! } : [])),
    named: new Map(found.filter(({ why }) => why === 'named').map(({ card }) => [card.ref, card])),
  }
}
