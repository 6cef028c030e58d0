import { sql } from 'kysely'
import { db } from '../database/database.ts'
import type { JobKind } from '../jobs.ts'
import { forgetBounces } from './bouncing.ts'

/** In days: how long mail is kept after it left, and after it was written if it never could; and if nothing is to stay of it. */
export const mailKept = { sent: 30, unsent: 90, fleeting: 2 }

/** Forgets mail that nobody needs any more: it says who was written to, and of what. */
async function sweepMail(): Promise<void> {
  await sql`
    delete from mail where sent < now() - make_interval(days => ${mailKept.sent})
      or (sent is null and made < now() - make_interval(days => ${mailKept.unsent}))
      or (fleeting and made < now() - make_interval(days => ${mailKept.fleeting}))`.execute(db())
}

/** Who leaves is written to no more, and nothing is kept of what was written to them. */
export async function forgetMailTo(address: string): Promise<void> {
  await sql`delete from mail where lower(address) = lower(${address})`.execute(db())
  await forgetBounces(address)
}

export const mailSweepJob: JobKind = { name: 'mail.sweep', every: '30 3 * * *', run: sweepMail }
