import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { JobKind } from '../../base/jobs.ts'
import { found } from '../../base/refusal.ts'
import type { Typed } from './question.ts'

/** In days: what is not sent by then goes. */
const kept = 30

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Keeps what somebody asks until it is sent; gives what stands in the address by which it is found, the same where it was kept before. */
export async function hold(typed: Typed, before?: string): Promise<string> {
  const token = before && (await isHeld(before)) ? before : randomBytes(18).toString('base64url')
  const words = JSON.stringify(typed).toWellFormed().replaceAll('\\u0000', '')
  await sql`
    insert into asking (token, typed) values (${hashOf(token)}, ${words}::jsonb)
    on conflict (token) do update set typed = excluded.typed, at = now()`.execute(db())
  return token
}

const isHeld = async (token: string): Promise<boolean> =>
  (await sql`select from asking where token = ${hashOf(token)}`.execute(db())).rows.length > 0

/** What was kept under it: 404 for what was sent or is over. With `lock` nobody else sends it meanwhile. */
export async function heldFor(token: string, { lock = false } = {}): Promise<Typed> {
  const { rows } = await sql<{ typed: Typed }>`
    select typed from asking where token = ${hashOf(token)} ${lock ? sql`for update` : sql``}`.execute(db())
  return found(rows[0]).typed
}

/** It was sent. */
export const letHeldGo = async (token: string): Promise<void> =>
  void (await sql`delete from asking where token = ${hashOf(token)}`.execute(db()))

/** Every night. */
export const askingSweepJob: JobKind = {
  name: 'door.sweep',
  every: '41 3 * * *',
  run: async () =>
    void (await sql`delete from asking where at < now() - make_interval(days => ${kept})`.execute(db())),
}
