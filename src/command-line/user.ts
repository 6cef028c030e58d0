import { db } from '../base/database/database.ts'
import { Refusal } from '../base/refusal.ts'
import { said } from '../base/said.ts'
import { type Role, roles } from '../base/viewer.ts'
import { askForLink } from '../people/accounts.ts'
import { addPerson } from '../people/inviting.ts'
import { exitCodes } from './exits.ts'
import { onDatabase } from './running.ts'

/** Makes an account, gives it a role if one is named, and prints the link to sign in by that was mailed. */
export async function addUser(
  what: string,
  { name, email, role }: { name: string; email: string; role?: string },
): Promise<number> {
  if (what !== 'add' || (role !== undefined && !roles.includes(role as Role))) {
    process.stderr.write(`It is: user add --name NAME --email ADDRESS --role ${roles.join('|')}\n`)
    return exitCodes.wrong
  }
  try {
    const link = await onDatabase(async () => {
      await addPerson({ name, email, role: role as Role | undefined })
      await askForLink(new Headers(), email)
      const { body } = await db()
        .selectFrom('mail')
        .select('body')
        .where('address', '=', email)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      return /\S+\/sign-in\/link\/\S+/.exec(body)![0]
    })
    process.stdout.write(`${name} can sign in once, within a quarter of an hour, at ${link}\n`)
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${said(error)}\n`)
    return exitCodes.failed
  }
}
