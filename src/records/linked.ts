import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { relations } from './interchange.ts'

export type Relation = (typeof relations)[number]

export interface Linked {
  rel: Relation
  /** `out`: this record adapts that one; `in`: that one adapts this. */
  way: 'out' | 'in'
  card: Card
}

/** What a record is linked with, either way; what is not here or not open to the viewer is left out. */
export async function linkedWith(viewer: Viewer, record: { thing: number; ref: string }): Promise<Linked[]> {
  dependsOn('records')
  const rows = await db()
    .selectFrom('link')
    .innerJoin('thing as source', 'source.id', 'link.record')
    .innerJoin('thing as target', 'target.ref', 'link.target')
    .select(['link.rel', 'source.id as from', 'source.kind as fromKind', 'target.id as to', 'target.kind as toKind'])
    .where((e) => e.or([e('link.record', '=', record.thing), e('link.target', '=', record.ref)]))
    .where(visibleTo(viewer, 'source.circle'))
    .where(visibleTo(viewer, 'target.circle'))
    .where('source.state', '=', 'published')
    .where('target.state', '=', 'published')
    .orderBy('link.rel')
    .execute()
  const others = rows.map((row) => (row.from === record.thing ? { id: row.to, kind: row.toKind } : { id: row.from, kind: row.fromKind }))
  const cards = new Map((await cardsOf(viewer, others)).map((card) => [card.id, card]))
  return rows.flatMap((row, i) => {
    const card = cards.get(others[i]!.id)
    return card ? [{ rel: row.rel as Relation, way: row.from === record.thing ? ('out' as const) : ('in' as const), card }] : []
  })
}
