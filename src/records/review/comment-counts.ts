import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** How much is open of what was said of each answer, by its path. Who may see is asked by whoever found the draft. One query. */
export async function openComments({ id }: { id: number }): Promise<Map<string, number>> {
  const { rows } = await sql<{ path: string; count: number }>`
    select path, count(*)::int as count from review_comment
    where draft = ${id} and path is not null and resolved is null group by path`.execute(db())
  return new Map(rows.map(({ path, count }) => [path, count]))
}
