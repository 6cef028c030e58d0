import { type RawBuilder, sql } from 'kysely'

/** What came of using a record, once for each organisation, and whether somebody reviewed it. */
export interface Evidence<Value = number> {
  worked: Value
  partly: Value
  didNot: Value
  review: Value extends number ? boolean : Value
}

/** The normal deviate below which 95 of 100 lie: the bound holds with that certainty. */
const z = 1.645

/**
 * How strong the evidence is that it works, 0 to 1: the lower bound of the share of uses that worked
 * (Wilson 1927, Probable inference), one that worked partly counting half and a review as one that worked.
 * So one use out of one is worth .27, nine of ten .65; nothing said and not reviewed is 0. In SQL, because
 * results are ordered by it; takes numbers and expressions.
 */
export function strength(evidence: Evidence | Evidence<RawBuilder<unknown>>): RawBuilder<number> {
  const { worked, partly, didNot, review } = evidence
  return sql<number>`(select case when n = 0 then 0 else
    greatest(0, (p + ${z * z}::float8 / (2 * n) - ${z}::float8 * sqrt(p * (1 - p) / n + ${z * z}::float8 / (4 * n * n))) / (1 + ${z * z}::float8 / n)) end
    from (select n, case when n > 0 then least(1, well / n) else 0 end as p from (
      select (${worked}::int + ${partly}::int + ${didNot}::int + ${review}::bool::int)::float8 as n,
        (${worked}::int + ${partly}::int / 2.0 + ${review}::bool::int)::float8 as well) as counted) as shared)`
}

/** Likeness leads: evidence lifts by a third of it at most, from three quarters to the whole. */
export const together = (likeness: RawBuilder<unknown>, strong: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`${likeness} * (3 + ${strong}) / 4`
