import { type Role, system } from '../../src/base/viewer.ts'
import { appoint } from '../../src/people/appointing.ts'
import { addPerson } from '../../src/people/inviting.ts'
import { type Visitor, visitor } from './visitor.ts'

export const password = 'stone bunds on the slope'

/** Somebody new who has signed in, with a right where one is named: everywhere, or for that subject. */
export async function signedIn(
  server: { readonly origin: string },
  name: string,
  role?: Role,
  subject?: string,
): Promise<Visitor> {
  const email = `${name.toLowerCase()}@example.net`
  const handle = await addPerson({ name, email, password })
  if (role) await appoint(system('test'), { handle, role, subject })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return who
}
