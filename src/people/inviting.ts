import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { type Role, system } from '../base/viewer.ts'
import { appoint } from './appointing.ts'
import { login } from './login/auth.ts'

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
    const context = await (await login()).$context
    if (await context.internalAdapter.findUserByEmail(email))
      refuse('conflict', 'people.emailTaken', { email })
    const user = await context.internalAdapter.createUser(
      { name, email, emailVerified: true },
      { method: 'email-password' },
    )
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await context.password.hash(password),
    })
    const { rows } = await sql<{
      handle: string
    }>`select handle from person where login = ${user.id}`.execute(db())
    const { handle } = rows[0]!
    if (role) await appoint(system('the command line'), { handle, role })
    return handle
  })
}
