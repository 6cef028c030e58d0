import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'

/** Lets go of the pages of the conversation: what becomes of it stands there. */
export async function sourceChanged(...sources: number[]): Promise<void> {
  const { rows } = await sql<{ ref: string }>`
    select ref from thing where id = any(${sources}::bigint[])`.execute(db())
  await changed(...rows.map(({ ref }) => ref))
}
