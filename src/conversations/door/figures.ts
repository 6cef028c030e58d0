import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Thread } from '../thread.ts'
import { byAnother } from './attended.ts'

/** How it went with questions lately. */
export interface Lately {
  asked: number
  answered: number
  /** In hours, until somebody else wrote first: half of those answered had it by then. */
  median: number | null
}

/** In days. */
const lately = 180

/** Of the community where a question stands, or of the door where it has none. One query. */
export async function latelyWhere({ community }: Pick<Thread, 'community'>): Promise<Lately> {
  dependsOn('threads', 'communities')
  const home = community
    ? sql`community = (select thing from community where slug = ${community.slug})`
    : sql`thing in (select thread from door_question)`
  const { rows } = await sql<Lately>`
    select count(*)::int as asked, count(first)::int as answered,
      percentile_cont(.5) within group (order by extract(epoch from first - opened)::float8) / 3600 as median
    from (
      select thread.opened, (
        select min(post.at) from post join post as first on first.thread = post.thread
          where post.thread = thread.thing and post.hidden is null and ${byAnother}) as first
      from thread where ${home} and form = 'question' and merged_into is null and opened > now() - make_interval(days => ${lately})
      order by opened desc limit 500) as one`.execute(db())
  return rows[0]!
}

export interface DoorFigures extends Lately {
  /** How many waited longer than they should. */
  overdue: number
}

/** Of the door. One query. */
export async function doorFigures(): Promise<DoorFigures> {
  const { rows } = await sql<DoorFigures>`
    select count(*)::int as asked, count(answered)::int as answered, count(overdue)::int as overdue,
      percentile_cont(.5) within group (order by extract(epoch from answered - asked)::float8) / 3600 as median
    from door_question where asked > now() - make_interval(days => ${lately})`.execute(db())
  return rows[0]!
}
