import type { Context } from 'hono'
import type { Doors } from '../base/http/app.ts'
import { reader } from '../base/i18n/reader.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import type { SignedIn } from './accounts.ts'

/** The cookies that the sign-in library sets, on the answer to this request. */
export function setCookies(c: Context<Doors>, cookies: string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

/** Gives them the cookies of their session; and where they go: on, or to show their second factor first. */
export function enter(c: Context<Doors>, { cookies, needsCode }: SignedIn, to: Url = url`/`): Url {
  setCookies(c, cookies)
  return needsCode ? url`/sign-in/code?to=${to}` : to
}

/** An address of this room that keeps where they were going, so that what they began there is not lost on the way in. */
export const onTheWay = (address: Url, to = goingTo()): Url =>
  withQuery(address, new URLSearchParams(), { to })

/** Where the address at hand says they were going. */
export const goingTo = (): Url | undefined => inside(reader().query.get('to') ?? undefined)

/** Where they were going, if that is one of our own addresses. */
export function inside(to: string | undefined): Url | undefined {
  const here = 'http://here.invalid'
  if (!to?.startsWith('/') || !URL.canParse(to, here)) return undefined
  const { origin, pathname, search } = new URL(to, here)
  // Without its dots an address of ours may be one of another site: `/.//evil.example`.
  return origin === here && !pathname.startsWith('//') ? ((pathname + search) as Url) : undefined
}
