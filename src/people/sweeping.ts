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

/** Forgets sessions and mailed links that nobody can use any more: a session says from where, and with what. */
async function sweepSessions(): Promise<void> {
  await sql`delete from login.session where "expiresAt" < now()`.execute(db())
  await sql`delete from login.verification where "expiresAt" < now()`.execute(db())
}

export const invitationJob: JobKind = {
  name: 'people.invitations',
  every: '40 3 * * *',
  run: sweepInvitations,
}

export const sessionJob: JobKind = {
  name: 'people.sessions',
  every: '50 3 * * *',
  run: sweepSessions,
}
