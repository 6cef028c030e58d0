import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

export interface Alike {
  card: Card
  /** Of the conditions both describe, the share that is the same: 0 to 1. */
  likeness: number
  same: number
  of: number
}

/**
 * Records answered by the same instrument whose conditions are most like this one's: of the context
 * questions both answered, how many have an answer in common. One that shares fewer than two
 * questions says too little and is left out.
 */
export async function conditionsAlike(viewer: Viewer, record: { thing: number; instrument: string }, context: string[], limit = 3): Promise<Alike[]> {
  if (context.length === 0) return []
  dependsOn('records')
  const { rows } = await sql<{ id: number; kind: string; same: number; of: number }>`
    with mine as (
      select slot, array_agg(code) as codes from facet
      where thing = ${record.thing} and instrument = ${record.instrument} and slot = any(${context}::text[]) and code is not null
      group by slot),
    theirs as (
      select thing, facet.slot, bool_or(facet.code = any(mine.codes)) as same
      from facet join mine using (slot)
      where facet.instrument = ${record.instrument} and facet.code is not null and thing <> ${record.thing}
      group by thing, facet.slot)
    select thing.id, thing.kind, count(*) filter (where theirs.same)::int as same, count(*)::int as of
    from theirs join thing on thing.id = theirs.thing
    where thing.state = 'published' and ${visibleTo(viewer)}
    group by thing.id
    having count(*) >= 2 and count(*) filter (where theirs.same) > 0
    order by count(*) filter (where theirs.same)::float / count(*) desc, 3 desc, thing.id
    limit ${limit}`.execute(db())
  const cards = new Map((await cardsOf(viewer, rows)).map((card) => [card.id, card]))
  return rows.flatMap(({ id, same, of }) => {
    const card = cards.get(id)
    return card ? [{ card, same, of, likeness: same / of }] : []
  })
}
