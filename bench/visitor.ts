import { type demoAccounts, demoPassword } from '../src/people/demo.ts'
import type { Server } from './server.ts'

type Email = (typeof demoAccounts)[number]['email']

/** Presses a button there, with the cookie of whoever does; gives the answer, whole, or fails where it is a refusal. */
export async function press(
  { origin }: Server,
  cookie: string,
  path: string,
  form: Record<string, string> = {},
): Promise<Headers> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, cookie },
    body: new URLSearchParams(form),
  })
  await answer.arrayBuffer()
  if (answer.status >= 400) throw new Error(`${path} was answered by ${answer.status}`)
  return answer.headers
}

/** The cookie of somebody of the demo who signs in there. */
export async function signIn(server: Server, email: Email): Promise<string> {
  const headers = await press(server, '', '/sign-in', { email, password: demoPassword })
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
