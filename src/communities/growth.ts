import { sql } from 'kysely'

/** So many quarters are drawn. */
const quarters = 8

const first = sql`(date_trunc('quarter', now()) - make_interval(months => ${sql.lit(3 * (quarters - 1))}))::date`

/**
 * Of a `thing` that is a community: how many people said something in it in each of its quarters, the newest last; in
 * a programme, in all of its communities. Whoever wrote on a list that is open counts, with an account or without;
 * whoever asked without a name does not, so that no figure tells of them.
 */
export const growthAsked = sql<number[]>`(
  with took as (select quarter, count(distinct who)::int as people from took_part
    where quarter >= ${first} and community in (select part.thing from community as part
      where part.thing = thing.id or (thing.sort = 'programme' and part.above = thing.id))
    group by quarter)
  select coalesce(array_agg(coalesce(people, 0) order by begins), '{}') from generate_series(
      least(date_trunc('quarter', now()), greatest(${first}, (select min(quarter) from took))), date_trunc('quarter', now()), interval '3 months') as every_quarter (begins)
    left join took on took.quarter = begins::date)`

/** It lives: somebody said something in this quarter or the one before. */
export const isAlive = (growth: readonly number[]): boolean => growth.slice(-2).some((people) => people > 0)
