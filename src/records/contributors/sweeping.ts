import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { JobKind } from '../../base/jobs.ts'

/** In days: how long an invitation to write is kept after it was answered, taken back or ran out. */
const invitationKept = 90

/** Forgets them then: they hold the address of somebody who may never have come. */
async function sweepInvitations(): Promise<void> {
  await sql`
    delete from draft_invitation where least(ended, expires) < now() - make_interval(days => ${invitationKept})`.execute(
    db(),
  )
}

export const draftInvitationJob: JobKind = {
  name: 'records.invitations',
  every: '50 3 * * *',
  run: sweepInvitations,
}
