import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** Whether a record has a newer version than the one that a draft set out from. */
export async function hasMovedOn({ thing, basis }: { thing: number; basis: number }): Promise<boolean> {
  const { rows } = await sql`
    select from version where record = ${thing} and number > ${basis} limit 1`.execute(db())
  return rows.length > 0
}
