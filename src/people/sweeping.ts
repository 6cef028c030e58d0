import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { JobKind } from '../base/jobs.ts'

/** In days: how long an invitation is kept after it was accepted, ended or ran out. */
const invitationKept = 90

/** Forgets invitations that are long over: they hold the address of somebody who may never have come. */
async function sweepInvitations(): Promise<void> {
  await sql`
    delete from invitation
    where coalesce(accepted, least(ended, expires)) < now() - make_interval(days => ${invitationKept})`.execute(
    db(),
  )
}

export const invitationJob: JobKind = {
  name: 'people.invitations',
  every: '40 3 * * *',
  run: sweepInvitations,
}
