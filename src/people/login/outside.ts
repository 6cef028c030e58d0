import { config } from '../../base/config.ts'
import { onConnect } from '../../base/database/database.ts'
import { log } from '../../base/log.ts'
import { refuse } from '../../base/refusal.ts'
import { site } from '../../ui/site.ts'
import { type Answer, askLogin } from './asking.ts'
import { type Login, makeLogin } from './auth.ts'
import { outsideRefusal, refuseOutside } from './outside-refusals.ts'
import { type Told, welcome } from './welcoming.ts'

/** So long we wait for the other site, in milliseconds. */
const patience = 10_000
const providerId = 'oidc'

/** The address there that a browser goes to, to come back to ours. Refuses when the other site is down. */
export async function beginOutside(headers: Headers, to: string): Promise<Answer<string>> {
  await outsideLogin()
  const body = { provider: providerId, callbackURL: to, errorCallbackURL: '/error', disableRedirect: true }
  const { answer, cookies } = await askLogin(
    (api) => api.signInSocial({ body, headers, returnHeaders: true }),
    outsideLogin,
  )
  return { answer: String(answer.url), cookies }
}

/**
 * Finishes what was begun there, once, in the browser it was begun in: where they were going, or that their
 * second factor is to be shown before. Not in one transaction, as all else is: the other site is asked in
 * between, and no connection is to wait for it.
 */
export async function finishOutside(
  headers: Headers,
  query: Record<string, string>,
): Promise<Answer<{ to: string; needsCode: boolean }>> {
  const { api } = await outsideLogin()
  const asked = { params: { id: providerId }, query, headers, method: 'GET', asResponse: true } as const
  const answer = await inTime(api.callbackOAuth(asked))
  const cookies = answer.headers.getSetCookie()
  const to = answer.headers.get('location') ?? ''
  // The library says that a code is wanted beside where it would have led.
  const said = await answer.json().catch(() => ({}))
  const { pathname, searchParams } = new URL(to, site().origin)
  if (!to || pathname.endsWith('/error')) refuseOutside(searchParams.get('error') ?? said.code ?? '')
  return { answer: { to, needsCode: said.twoFactorRedirect === true }, cookies }
}

let made: Login | undefined
onConnect(() => {
  made = undefined
})

/** Made when somebody first comes by it, and again for the next when the other site was down. */
async function outsideLogin(): Login {
  if (!config().OIDC_ISSUER) return refuse('missing', 'base.missing')
  made ??= make()
  try {
    return await inTime(made)
  } catch (error) {
    made = undefined
    throw error
  }
}

async function make(): Login {
  const { genericOAuth } = await import('better-auth/plugins')
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET } = config()
  const login: Awaited<Login> = await makeLogin([
    genericOAuth({
      config: [
        {
          providerId,
          discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
          clientId: OIDC_CLIENT_ID,
          clientSecret: OIDC_CLIENT_SECRET,
          scopes: ['openid', 'email', 'profile'],
          pkce: true,
          redirectURI: `${config().PUBLIC_URL ?? site().origin}/sign-in/outside/callback`,
          requireIdTokenVerification: true,
          // Whoever has not shown that the address is theirs gets the link again, and no session.
          requireEmailVerification: true,
          accountSubject: ({ profile }) => String(profile.sub ?? ''),
          mapProfileToUser: async (profile) => welcome(await login.$context, providerId, profile as Told),
        },
      ],
    }),
  ])
  const { socialProviders } = await login.$context
  if (!socialProviders.some(({ id }) => id === providerId)) {
    log.warn({ issuer: OIDC_ISSUER }, 'the other site that people sign in by does not say how')
    throw outsideRefusal('people.outsideDown')
  }
  return login
}

/** Who does not answer in time is down. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, failed) => {
    late = setTimeout(() => failed(outsideRefusal('people.outsideDown')), patience)
  })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(late)
  }
}
