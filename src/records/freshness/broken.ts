import { type RawBuilder, sql } from 'kysely'

/** The row of `outside_address` failed three times in a row, over a week at least. */
export const isBroken: RawBuilder<boolean> = sql`(
  outside_address.failures >= 3 and outside_address.checked >= outside_address.failing_since + interval '7 days')`

export interface Broken {
  address: string
  /** The day it was first found so. */
  since: string
  /** Something answers there and says that it has it no more; else nothing answers. */
  gone: boolean
}

/** What the addresses are that the row of `thing` names and that answer no more, as one value of JSON. */
export const brokenIn = sql<Broken[]>`coalesce((
  select json_agg(json_build_object('address', address, 'since', failing_since::date, 'gone', gone) order by address)
  from (select outside_address.* from outside_use join outside_address on outside_address.id = outside_use.address
    where outside_use.thing = thing.id and ${isBroken}) as outside_address), '[]')`
