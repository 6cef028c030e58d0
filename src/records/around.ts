import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Definition, RecordKind } from '../instruments/definition.ts'
import { facetsOf } from '../instruments/facets.ts'
import { type CardRow, cardRows, cardsFrom } from './cards.ts'
import type { relations } from './interchange.ts'
import { type AlikeRecord, alikeTo } from './likeness/alike.ts'
import type { Ranked } from './likeness/ranking.ts'
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
  why: 'linked' | 'named'
  rel: Linked['rel']
  way: Linked['way']
  id: number
  kind: string
}

/**
 * What stands around a record, as far as the viewer may see it: what it is linked with, either way; the three
 * records whose conditions are most like its own; and what its answers name. One query besides those of
 * `alikeTo`, and one more where something named is no record.
 */
export async function around(
  viewer: Viewer,
  record: { thing: number; ref: Ref; kind: RecordKind; instrument: string },
  { definition, content, refs }: { definition: Definition; content: RecordVersion['content']; refs: Ref[] },
): Promise<Around> {
  dependsOn('records', ...refs)
  const { seen, best, found } = await alikeTo(viewer, definition, {
    ...record,
    context: definition.context ?? [],
    facets: facetsOf(definition, content.answers),
    places: content.places,
  })
  const { rows } = await sql<{ near: Neighbour[]; alike: Ranked[]; lines: CardRow[] }>`
    with seen as materialized (${seen}), best as (${best}),
    near as (
      select 'linked' as why, link.rel, 'out' as way, target.id
        from link join thing as target on target.ref = link.target where link.record = ${record.thing}
      union all select 'linked', link.rel, 'in', link.record from link where link.target = ${record.ref}
      union all select 'named', '', '', id from thing where ref = any(${refs}::text[])),
    open as (
      select near.*, thing.kind from near join thing using (id) where thing.state = 'published' and ${visibleTo(viewer)})
    select (select coalesce(jsonb_agg(open order by why, rel, way, id), '[]') from open) as near,
      (select coalesce(jsonb_agg(best order by place), '[]') from best) as alike,
      (select coalesce(jsonb_agg(line), '[]') from (${cardRows(viewer, sql`array(select id from open union select id from best)`)}) as line) as lines`.execute(
    db(),
  )
  const { near, alike, lines } = rows[0]!
  const others = await cardsOf(
    viewer,
    near.filter(({ kind }) => kind !== 'record'),
  )
  const cards = new Map([...(await cardsFrom(lines)), ...others.map((card) => [card.id, card] as const)])
  const carded = <T extends { id: number }>(some: T[]): (T & { card: Card })[] =>
    some.flatMap((one) => (cards.has(one.id) ? { ...one, card: cards.get(one.id)! } : []))
  return {
    linked: carded(near.filter(({ why }) => why === 'linked')),
    alike: carded(found(alike)),
    named: new Map(carded(near.filter(({ why }) => why === 'named')).map(({ card }) => [card.ref, card])),
  }
}
