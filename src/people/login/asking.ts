import type { APIError } from 'better-auth/api'
import pLimit from 'p-limit'
import { atomically, inTransaction } from '../../base/database/database.ts'
import type { MessageKey } from '../../base/i18n/messages.ts'
import { log } from '../../base/log.ts'
import { type RefusalKind, refuse } from '../../base/refusal.ts'
import { login } from './auth.ts'

type Api = Awaited<ReturnType<typeof login>>['api']

/** What the library answered, and the cookies it sets. */
export interface Answer<T> {
  answer: T
  cookies: string[]
}

/**
 * A password takes a tenth of a second of computing, and its transaction a connection as long: so many at once,
 * and the others wait here, where they take nothing from those who read.
 */
const fewAtOnce = pLimit(3)

/**
 * Asks the sign-in library in one transaction, which is kept also when it refuses: attempts are counted
 * in it. Refuses in our words.
 */
export async function askLogin<T>(
  work: (api: Api) => Promise<{ headers: Headers; response: T }>,
  asked = login,
): Promise<Answer<T>> {
  // Before the transaction: the first time it is loaded, and no connection is to wait for that.
  const { api } = await asked()
  const ask = () => atomically(() => outcomeOf(() => work(api)))
  // Who holds a connection already is not to wait for those who wait for one.
  const outcome = await (inTransaction() ? ask() : fewAtOnce(ask))
  if (outcome.code === undefined) return outcome
  const [kind, key] = refusals[outcome.code] ?? (['invalid', 'people.refused'] as const)
  if (!refusals[outcome.code])
    log.warn({ code: outcome.code }, 'sign-in was refused for a reason that has no words')
  return refuse(kind, key)
}

async function outcomeOf<T>(
  work: () => Promise<{ headers: Headers; response: T }>,
): Promise<(Answer<T> & { code?: undefined }) | { code: string }> {
  try {
    const { headers, response } = await work()
    return { answer: response, cookies: headers.getSetCookie() }
  } catch (error) {
    if (isAPIError(error)) return { code: codeOf(error) }
    throw error
  }
}

/** By its name: the library has the class twice. */
const isAPIError = (error: unknown): error is APIError => error instanceof Error && error.name === 'APIError'

/** Some reasons stand in the address that a browser would have been sent to. */
function codeOf(error: APIError): string {
  const to = new Headers(error.headers as HeadersInit).get('location')
  const said = to && URL.canParse(to) ? new URL(to).searchParams.get('error') : undefined
  return said ?? String(error.body?.code ?? error.message)
}

const wrong = ['invalid', 'people.wrongPassword'] as const
const over = ['invalid', 'people.linkOver'] as const
const code = ['invalid', 'people.wrongCode'] as const
const again = ['invalid', 'people.signInAgain'] as const

/** The library's reasons in our words; whether an address is known is told by none of them. */
const refusals: Record<string, readonly [RefusalKind, MessageKey]> = {
  INVALID_EMAIL_OR_PASSWORD: wrong,
  INVALID_PASSWORD: wrong,
  USER_NOT_FOUND: wrong,
  CREDENTIAL_ACCOUNT_NOT_FOUND: wrong,
  EMAIL_NOT_VERIFIED: ['invalid', 'people.notConfirmed'],
  INVALID_TOKEN: over,
  new_user_signup_disabled: over,
  user_not_found: over,
  TOKEN_EXPIRED: over,
  EXPIRED_TOKEN: over,
  INVALID_CODE: code,
  INVALID_BACKUP_CODE: code,
  TWO_FACTOR_NOT_ENABLED: code,
  TOTP_NOT_ENABLED: code,
  INVALID_TWO_FACTOR_COOKIE: again,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: again,
  SESSION_EXPIRED: again,
  SESSION_NOT_FRESH: again,
  ACCOUNT_TEMPORARILY_LOCKED: ['invalid', 'people.locked'],
  PASSKEY_NOT_FOUND: ['invalid', 'people.passkeyUnknown'],
  AUTHENTICATION_FAILED: ['invalid', 'people.passkeyUnknown'],
  CHALLENGE_NOT_FOUND: again,
  FAILED_TO_VERIFY_REGISTRATION: ['invalid', 'people.passkeyFailed'],
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: again,
  UNAUTHORIZED: again,
}
