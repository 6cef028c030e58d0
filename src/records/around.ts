import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { relations } from './interchange.ts'

export interface Linked {
  rel: (typeof relations)[number]
  /** `out`: this record adapts that one; `in`: that one adapts this. */
  way: 'out' | 'in'
  card: Card
}

export interface Alike {
  card: Card
  /** Of the conditions both describe, the share that is the same: 0 to 1. */
  likeness: number
  same: number
  of: number
}

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
  same: number
  of: number
  id: number
  kind: string
}

/**
 * What stands around a record, as far as the viewer may see it: what it is linked with, either way;
 * the three records of the same instrument whose conditions are most like its own; and what its
 * answers name. Two queries.
 *
 * Likeness: of the context questions both answered, how many have an answer in common. One that
 * shares fewer than two questions says too little and is left out.
 */
export async function around(
  viewer: Viewer,
  record: { thing: number; ref: Ref; instrument: string },
  { context, refs }: { context: string[]; refs: Ref[] },
): Promise<Around> {
  dependsOn('records', ...refs)
  const { rows } = await sql<Neighbour>`
    with mine as (
      select slot, array_agg(code) as codes from facet
      where thing = ${record.thing} and instrument = ${record.instrument} and slot = any(${context}::text[]) and code is not null
      group by slot),
    theirs as (
      select facet.thing, facet.slot, bool_or(facet.code = any(mine.codes)) as same
      from facet join mine using (slot)
      where facet.instrument = ${record.instrument} and facet.code is not null and facet.thing <> ${record.thing}
      group by facet.thing, facet.slot),
    likest as (
      select thing.id, count(*) filter (where theirs.same)::int as same, count(*)::int as of
      from theirs join thing on thing.id = theirs.thing
      where thing.state = 'published' and ${visibleTo(viewer)}
      group by thing.id having count(*) >= 2 and count(*) filter (where theirs.same) > 0
      order by count(*) filter (where theirs.same)::float / count(*) desc, 2 desc, thing.id limit 3),
    near as (
      select 'linked' as why, link.rel, 'out' as way, 0 as same, 0 as of, target.id
        from link join thing as target on target.ref = link.target where link.record = ${record.thing}
      union all select 'linked', link.rel, 'in', 0, 0, link.record from link where link.target = ${record.ref}
      union all select 'alike', '', '', same, of, id from likest
      union all select 'named', '', '', 0, 0, id from thing where ref = any(${refs}::text[]))
    select near.*, thing.kind from near join thing using (id)
    where thing.state = 'published' and ${visibleTo(viewer)}
    order by why, rel, way, case when of > 0 then same::float / of end desc, id`.execute(db())
  const cards = new Map((await cardsOf(viewer, rows)).map((card) => [card.id, card]))
  const found = rows.flatMap((row) => (cards.has(row.id) ? [{ ...row, card: cards.get(row.id)! }] : []))
  return {
    linked: found.filter(({ why }) => why === 'linked'),
    alike: found.filter(({ why }) => why === 'alike').map((one) => ({ ...one, likeness: one.same / one.of })),
    named: new Map(found.filter(({ why }) => why === 'named').map(({ card }) => [card.ref, card])),
  }
}
