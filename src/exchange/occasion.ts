import { type RawBuilder, sql } from 'kysely'

/** More than the minutes of any time to come. */
const apart = sql.lit(1_000_000_000)

/** What tells the times apart of what may happen again between the same two: the same act is told once a minute at most. */
export const thisMinute = (): number => Math.floor(Date.now() / 60_000)

/** The occasion of a notice of what happened between two, from whose id and minute it is made; and that id again. */
export const occasionOf = (id: number, minute: number): RawBuilder<number> =>
  sql`(${id}::bigint * ${apart} + ${minute}::bigint)`
export const idOfOccasion = sql<number>`(notice.occasion / ${apart})`
