import type { BetterAuthOptions, BetterAuthPlugin } from 'better-auth'
import { config } from '../../base/config.ts'
import { onConnect } from '../../base/database/database.ts'
import { log } from '../../base/log.ts'
import { secret } from '../../base/secret.ts'
import { site } from '../../ui/site.ts'
import { makePerson, openPerson } from '../making.ts'
import { ambientKysely } from './ambient.ts'
import { hashingSessions } from './hashed.ts'
import { mailConfirmation, mailKnownAlready, mailLink, mailReset } from './mails.ts'
import { verifiedWho } from './verified.ts'

const minutes = 60
const days = 86_400

/** How long what is mailed can be used, in seconds. */
const lasting = { link: 15 * minutes, reset: 60 * minutes, confirmation: 2 * days, session: 90 * days }

/** So long after a sign-in, in seconds, ways to sign in may be changed without signing in again. */
export const freshFor = 60 * minutes

/** The shortest password (NIST SP 800-63B asks for eight at least and no rules of composition). */
export const shortestPassword = 10

/**
 * The library that keeps passwords, sessions and second factors. Its own addresses are not opened: our
 * verbs ask it. What it writes is part of our transaction. `more` is for `outside.ts`, which waits for another
 * site when it begins: nobody else is to.
 */
export async function makeLogin(more: BetterAuthPlugin[] = []) {
  // Only when somebody signs in: it takes as long to load as all else together.
  const [{ betterAuth }, { magicLink, twoFactor }, { passkey }, { kyselyAdapter }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins'),
    import('@better-auth/passkey'),
    import('@better-auth/kysely-adapter'),
  ])
  const { PUBLIC_URL, HOST, PORT } = config()
  const baseURL = PUBLIC_URL ?? (site().origin || `http://${HOST}:${PORT}`)
  return betterAuth({
    appName: site().name,
    baseURL,
    secret: secret(),
    database: (options: BetterAuthOptions) =>
      hashingSessions(
        kyselyAdapter(ambientKysely().withSchema('login'), { type: 'postgres', transaction: false })(options),
      ),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: 200,
      requireEmailVerification: true,
      autoSignIn: false,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: lasting.reset,
      sendResetPassword: ({ user, token }) => mailReset(user, token),
      onExistingUserSignUp: ({ user }) => mailKnownAlready(user),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: lasting.confirmation,
      sendVerificationEmail: ({ user, token }) => mailConfirmation(user, token),
      sendOnSignIn: true,
    },
    session: { expiresIn: lasting.session, freshAge: freshFor },
    // What another site gives along is kept nowhere: we never ask it for more.
    account: { updateAccountOnSignIn: false },
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      user: {
        create: {
          after: async (user) =>
            void (await makePerson({ login: user.id, name: user.name, open: user.emailVerified })),
        },
        update: { after: async (user) => void (user.emailVerified && (await openPerson(user.id))) },
      },
    },
    // Counted by us, over all processes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What it refuses we say ourselves; what it says of it goes where all else goes.
    logger: {
      level: 'error',
      log: (_, words) => log.info({ words: String(words) }, 'the sign-in library says'),
    },
    advanced: {
      cookiePrefix: 'baobab',
      useSecureCookies: baseURL.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    plugins: [
      magicLink({
        expiresIn: lasting.link,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => mailLink(email, token),
      }),
      everywhere(twoFactor({ issuer: site().name, allowPasswordless: true })),
      passkey({
        ...named(baseURL),
        rpName: site().name,
        // Nobody types who they are before: the key itself must say it.
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      }),
      ...more,
    ],
  })
}

/** Browsers give passkeys to sites with a name only: on this machine that is the one every machine has. */
function named(address: string): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(address)
  return hostname === '127.0.0.1' || hostname === '[::1]'
    ? { rpID: 'localhost', origin: origin.replace(hostname, 'localhost') }
    : { rpID: hostname, origin }
}

type SecondFactor = ReturnType<typeof import('better-auth/plugins').twoFactor>

/**
 * Asked after a password by the plugin itself; we ask it after a mailed link and another site's word too,
 * and after a passkey that anybody who holds the device could have used. One that made sure who holds it
 * counts as both factors (NIST SP 800-63B: a multi-factor cryptographic authenticator).
 */
function everywhere<P extends SecondFactor>(plugin: P): P {
  const [after] = plugin.hooks.after
  const asks = after!.matcher
  after!.matcher = (context) =>
    asks(context) ||
    context.path === '/magic-link/verify' ||
    context.path === '/callback/:id' ||
    (context.path === '/passkey/verify-authentication' && !verifiedWho(context.body))
  return plugin
}

export type Login = ReturnType<typeof makeLogin>
let made: Login | undefined
onConnect(() => {
  made = undefined
})

/** Made at first need, when settings and the site's address are known. */
export const login = (): Login => (made ??= makeLogin())
