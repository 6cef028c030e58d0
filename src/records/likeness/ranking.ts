import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { RecordKind } from '../../instruments/definition.ts'
import type { Condition } from './conditions.ts'
import { begun, brought, type Described, likenessOf, weigh } from './likeness.ts'
import { nearOnce } from './near.ts'
import { type Statements, seenBy, statedOf } from './stating.ts'
import { strength, together } from './strength.ts'

export const sorts = ['best', 'likeness', 'evidence'] as const
export type Sort = (typeof sorts)[number]

export interface Wanted {
  kinds: readonly RecordKind[]
  sort: Sort
  limit: number
  offset: number
  /** Also what is less than half alike. */
  all?: boolean
  /** The record that one starts from is not among those like it. */
  without?: number
}

export interface Ranked {
  id: number
  kind: 'record'
  /** 0 to 1, as is `strength`. */
  likeness: number
  strength: number
  worked: number
  partly: number
  didNot: number
  /** The numbers of what it states. */
  stated: number[]
}

export interface Ranking {
  ranked: Ranked[]
  /** How many there are of each kind: at least half alike, and stating anything that was asked. */
  counts: { kind: RecordKind; alike: number; stating: number }[]
}

/** Half alike, whatever is lost in adding fractions. */
const half = 0.5 - 1e-9

const orders: Record<Sort, RawBuilder<unknown>> = {
  best: sql`rank desc, likeness desc`,
  likeness: sql`likeness desc, strength desc`,
  evidence: sql`strength desc, likeness desc`,
}

/** A query of the published records that state any of what is asked and that the viewer may see, with their likeness. */
export const seenRows = (
  viewer: Viewer,
  { begin, whole, brings }: Measured,
  without = 0,
): RawBuilder<unknown> => sql`
  with told as (
    select * from unnest(${[...brings.keys()]}::int[], ${[...brings.values()]}::float8[]) as told (answer, brings)
  ), scored as (
    select thing, (${begin}::float8 + sum(brings)) / ${whole}::float8 as likeness
    from context_stated join told using (answer) group by thing
  )
  select thing.id, thing.sort, record.reviewed, likeness
  from scored join thing on thing.id = scored.thing join record on record.thing = thing.id
  where thing.state = 'published' and ${visibleTo(viewer)} and thing.id <> ${without}`

/** A query of those of `seen` that are wanted, in their order, as rows of `Ranked` with the `place` of each. */
export const bestRows = ({ kinds, sort, limit, offset, all }: Wanted): RawBuilder<unknown> => sql`
  with said as (
    select record, count(*) filter (where outcome = 'worked') as worked,
      count(*) filter (where outcome = 'partly') as partly, count(*) filter (where outcome = 'did-not') as did_not
    from use where counted group by record
  ), borne as (
    select id, likeness, coalesce(worked, 0) as worked, coalesce(partly, 0) as partly, coalesce(did_not, 0) as did_not,
      ${strength({
        worked: sql`coalesce(worked, 0)`,
        partly: sql`coalesce(partly, 0)`,
        didNot: sql`coalesce(did_not, 0)`,
        review: sql`reviewed`,
      })} as strength
    from seen left join said on said.record = seen.id
    where sort = any(${kinds}::text[]) and (${all ?? false} or likeness >= ${half})
  ), ranked as (
    select *, ${together(sql`likeness`, sql`strength`)} as rank from borne
  )
  select id, 'record' as kind, likeness, strength, worked, partly, did_not as "didNot",
    array(select answer from context_stated where thing = ranked.id) as stated,
    row_number() over (order by ${orders[sort]}, id) as place
  from ranked order by place limit ${limit} offset ${offset}`

/** Those that are wanted, most alike and best borne out first, and how many there are. One query. */
export async function rank(viewer: Viewer, measure: Measured, wanted: Wanted): Promise<Ranking> {
  const { rows } = await sql<Ranking>`
    with seen as materialized (${seenRows(viewer, measure, wanted.without)}), best as (${bestRows(wanted)})
    select (select coalesce(jsonb_agg(best order by place), '[]') from best) as ranked,
      (select coalesce(jsonb_agg(counted order by alike desc, stating desc, kind), '[]') from (
        select sort as kind, count(*) filter (where likeness >= ${half}) as alike, count(*) as stating from seen group by sort
      ) as counted) as counts`.execute(db())
  return rows[0]!
}

/** What is asked, measured by what records state: the upper sum of likeness, and what it is divided by. */
export interface Measured {
  begin: number
  whole: number
  /** By the number of a statement, what it adds to the upper sum. */
  brings: Map<number, number>
  /** In bits, by condition. */
  weights: Map<Condition, number>
}

/** Likeness is among the records that the viewer may see: what others state weighs nothing. */
export function measured(viewer: Viewer, described: Described[], statements: Statements): Measured {
  // In one order, so that the order of questions changes no sum.
  const each = described
    .toSorted((a, b) => (a.condition.key < b.condition.key ? -1 : 1))
    .map((one) => {
      const once = { ...one, condition: { ...one.condition, near: nearOnce(one.condition.near) } }
      const met = statedOf(statements, one.condition).map((statement) => ({
        id: statement.id,
        likeness: likenessOf(once, statement.codes),
        count: seenBy(viewer, statement),
      }))
      return { condition: one.condition, weighed: weigh(met), met }
    })
  const weights = new Map(each.map(({ condition, weighed }) => [condition, weighed.weight]))
  return {
    weights,
    whole: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
    begin: begun(each.map(({ weighed }) => weighed)),
    brings: new Map(
      each.flatMap(({ weighed, met }) => met.map(({ id, likeness }) => [id, brought(weighed, likeness)])),
    ),
  }
}
