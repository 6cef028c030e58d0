import { sql } from 'kysely'
import { db } from '../base/database/database.ts'

/**
 * Says of these conversations anew how many posts they have and when the last was said, after some went or came. Gives
 * those that have none any more.
 */
export async function recount(threads: number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number; posts: number }>`
    update thread set posts = (select count(*) from post where post.thread = thread.thing and (held is null or nth = 1)),
      last_at = coalesce((select max(at) from post where post.thread = thread.thing and held is null), last_at)
    where thing = any(${threads}::bigint[]) returning thing as id, posts`.execute(db())
  return rows.flatMap(({ id, posts }) => (posts === 0 ? [id] : []))
}
