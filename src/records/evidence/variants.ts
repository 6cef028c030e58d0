import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Text } from '../../base/text.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { translatedLink } from '../translating/translated-head.ts'
import { evidenceOf } from './counting.ts'
import type { Evidence } from './use.ts'

export interface Variant {
  card: Card
  evidence: Evidence
  /** What it adapts, of those in the family, with what it says of that. */
  adapts: (SaidOfLink & { card: Card })[]
}

export interface Family {
  record: RecordVersion
  /** What nothing here was adapted from first, then what was adapted from it, as far as the viewer may see. */
  variants: Variant[]
}

interface SaidOfLink {
  changed: Text | null
  failed: Text | null
}

const mostVariants = 60

/**
 * A record with all that adapts it, that it adapts, and so on: only by way of what the viewer may see. The
 * refusals of `recordFor`.
 */
export async function familyOf(viewer: Viewer, ref: string): Promise<Family> {
  const record = await recordFor(viewer, ref)
  dependsOn('records')
  const { rows } = await sql<{ id: number; adapts: (SaidOfLink & { of: number })[]; step: number }>`
    with recursive open as (
      select thing.id, thing.ref from thing where kind = 'record' and state = 'published' and ${visibleTo(viewer)}),
    edge as (
      select one.id as later, other.id as earlier, ${translatedLink('changed')} as changed, ${translatedLink('failed')} as failed
      from link join open as one on one.id = link.record join open as other on other.ref = link.target
      where link.rel = 'adapts' and one.id <> other.id),
    family (id) as (
      select ${record.thing}::bigint
      union select case when edge.later = family.id then edge.earlier else edge.later end
        from family join edge on family.id in (edge.later, edge.earlier)),
    within_family as (select * from edge where later in (select id from family) and earlier in (select id from family)),
    -- How far it stands from the first; a ring has none.
    grown (id, step) as (
      select id, 0 from family where id not in (select later from within_family)
      union select later, step + 1 from grown join within_family on earlier = grown.id where step < ${mostVariants})
    select family.id, coalesce(max(step), 0)::int as step, coalesce((
      select jsonb_agg(jsonb_build_object('of', earlier, 'changed', changed, 'failed', failed) order by earlier) from within_family where later = family.id), '[]') as adapts
    from family left join grown on grown.id = family.id group by family.id order by step, family.id limit ${mostVariants}`.execute(
    db(),
  )
  const ids = rows.map(({ id }) => id)
  const cards = await cardsOf(
    viewer,
    ids.map((id) => ({ id, kind: 'record' })),
  )
  const byId = new Map(cards.map((card) => [card.id, card]))
  const evidence = await evidenceOf(viewer, ids)
  return {
    record,
    variants: rows.flatMap(({ id, adapts }) => {
      const card = byId.get(id)
      const said = evidence.get(id)
      if (!card || !said) return []
      const known = adapts.flatMap(({ of, ...one }) => (byId.has(of) ? { ...one, card: byId.get(of)! } : []))
      return [{ card, evidence: said, adapts: known }]
    }),
  }
}
