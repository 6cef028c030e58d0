import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Post, Thread } from './thread.ts'

/**
 * Notes how far somebody has read a thread by this page of it, and gives how far they had before; nothing for
 * strangers, and for whoever reads in it for the first time. One query.
 */
export async function readTo(
  viewer: Viewer,
  { id }: Pick<Thread, 'id'>,
  posts: Post[],
): Promise<number | undefined> {
  const last = posts.at(-1)?.nth
  if (viewer.kind !== 'person' || last === undefined) return undefined
  const { rows } = await sql<{ nth: number }>`
    with before as (select nth from reading_position where person = ${viewer.id} and thread = ${id}),
      noted as (
        insert into reading_position (person, thread, nth) values (${viewer.id}, ${id}, ${last})
        on conflict (person, thread) do update set nth = excluded.nth, at = now() where reading_position.nth < excluded.nth)
    select nth from before`.execute(db())
  return rows[0]?.nth
}

/** The first post somebody has not read, and how many come before it; nothing where there is none. One query. */
export async function firstUnread(
  viewer: Viewer,
  { id }: Pick<Thread, 'id'>,
): Promise<{ nth: number; before: number } | undefined> {
  if (viewer.kind !== 'person') return undefined
  const { rows } = await sql<{ nth: number | null; before: number }>`
    select min(nth) filter (where nth > read) as nth, count(*) filter (where nth <= read)::int as before
    from post, (select coalesce(max(nth), 0) as read from reading_position where person = ${viewer.id} and thread = ${id}) as mine
    where thread = ${id} and held is null`.execute(db())
  const { nth, before } = rows[0]!
  return nth === null ? undefined : { nth, before }
}
