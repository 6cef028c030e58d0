import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { type Role, system } from '../base/viewer.ts'
import { appoint } from './appointing.ts'
import { login } from './login/auth.ts'

interface Made {
  id: number
  ref: Ref
  handle: string
  /** Whom their page is open to. */
  circle: number
}

/** An account whose address is known to be theirs, and its person; nothing where the address has one. */
export async function makeConfirmed({
  name,
  email,
  password,
}: {
  name: string
  email: string
  password: string
}): Promise<Made | undefined> {
  const { internalAdapter, password: passwords } = await (await login()).$context
  if (await internalAdapter.findUserByEmail(email)) return undefined
  const user = await internalAdapter.createUser(
    { name, email, emailVerified: true },
    { method: 'email-password' },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await passwords.hash(password),
  })
  const { rows } = await sql<Made>`
    select thing.id, thing.ref, handle, thing.circle from person join thing on thing.id = person.thing where login = ${user.id}`.execute(
    db(),
  )
  return rows[0]!
}

interface NewAccount {
  name: string
  email: string
  role?: Role
  /** Without one they sign in by a mailed link. */
  password?: string
}

/**
 * Makes an account whose address counts as confirmed: for the command line and the demo. Refuses an
 * address that has one. Gives their handle.
 */
export function addPerson({
  name,
  email,
  role,
  password = randomBytes(24).toString('base64url'),
}: NewAccount): Promise<string> {
  return atomically(async () => {
    const made = await makeConfirmed({ name, email, password })
    const { handle } = made ?? refuse('conflict', 'people.emailTaken', { email })
    if (role) await appoint(system('the command line'), { handle, role })
    return handle
  })
}
