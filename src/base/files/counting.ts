import { sql } from 'kysely'
import { db } from '../database/database.ts'

/** Counts that a file was taken this month: a number that knows nothing of who took it. */
export async function countDownload(ref: string): Promise<void> {
  await sql`
    insert into file_download (file_use, month, count)
    select id, date_trunc('month', now() at time zone 'UTC')::date, 1 from file_use where ref = ${ref}
    on conflict (file_use, month) do update set count = file_download.count + 1`.execute(db())
}
