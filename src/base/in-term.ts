import { type RawBuilder, sql } from 'kysely'

/** Of a row of this table, with `since`, `until` and `ended`: it was taken on, its days are not over and nobody ended it. */
export const inTermOf = (table: string): RawBuilder<boolean> => {
  const [since, until, ended] = ['since', 'until', 'ended'].map((column) => sql.ref(`${table}.${column}`))
  return sql`(${ended} is null and ${since} <= current_date and (${until} is null or ${until} >= current_date))`
}
