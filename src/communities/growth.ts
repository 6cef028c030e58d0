import { sql } from 'kysely'

/** So many quarters are drawn. */
const quarters = 8

const itsThreads = sql`thread.community in (select part.thing from community as part
  where part.thing = thing.id or (thing.sort = 'programme' and part.above = thing.id))`

/**
 * Of a `thing` that is a community: how many people said something in it in each of its quarters, the newest last; in a programme, in all of its
 * communities.
 * Whoever asked without a name is not counted, so that nobody is told by a figure.
 */
export const growthAsked = sql<number[]>`array(
  select coalesce(people, 0) from generate_series(
      greatest(date_trunc('quarter', now()) - make_interval(months => ${3 * (quarters - 1)}),
        date_trunc('quarter', least(thing.made, (select min(opened) from thread where thread.community = thing.id)))),
      date_trunc('quarter', now()), interval '3 months') as quarter (begins)
    left join (select date_trunc('quarter', post.at) as begins, count(distinct post.person)::int as people
      from thread join post on post.thread = thread.thing
      where ${itsThreads} and hidden is null and post.at >= date_trunc('quarter', now()) - make_interval(months => ${3 * (quarters - 1)})
      group by 1) as said using (begins)
  order by begins)`

/** It lives: somebody said something in this quarter or the one before. */
export const isAlive = (growth: readonly number[]): boolean => growth.slice(-2).some((people) => people > 0)
