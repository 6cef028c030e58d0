import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { send } from '../base/jobs.ts'
import type { Teller } from '../base/mail/telling.ts'
import { isWanted } from './pending.ts'
import { isOpen, isTold } from './seeing.ts'

/** What was gathered into letters that have not left yet. */
export const retelling: Teller = {
  standing: async (notices) => {
    const { rows } = await sql<{ id: number }>`
      select id from notice where id = any(${notices}::bigint[]) and ${isWanted} and ${isOpen} and ${isTold()}`.execute(
      db(),
    )
    return new Set(rows.map(({ id }) => id))
  },
  again: async (notices) => {
    if (notices.length === 0) return
    await sql`update notice set settled = null where id = any(${notices}::bigint[])`.execute(db())
    // The digest of this morning did not go.
    await sql`
      delete from digest where at > now() - interval '2 days'
        and person in (select person from notice where id = any(${notices}::bigint[]))`.execute(db())
    await send('notices.mail')
  },
}
