import { refuse } from '../base/refusal.ts'
import { demoIsOpen, isOfDemo } from './demo.ts'
import { type Answer, askLogin } from './login/asking.ts'

/** What a browser sent: its cookies say which session it has. */
type Sent = Headers

export interface Joining {
  name: string
  email: string
  password: string
}

/**
 * Asks to take part. Always the same answer: whoever has an account with this address already is told so
 * by mail, and so nobody else learns it.
 */
export const join = async (body: Joining): Promise<void> =>
  void (await askLogin((api) => api.signUpEmail({ body, returnHeaders: true })))

/** Shows that the address is theirs. Refuses a link that is over. */
export const confirm = async (token: string): Promise<void> =>
  void (await askLogin((api) => api.verifyEmail({ query: { token }, returnHeaders: true })))

export interface SignedIn {
  cookies: string[]
  /** The second factor is to be shown before. */
  needsCode: boolean
}

export const signedIn = ({ answer, cookies }: Answer<unknown>): SignedIn => ({
  cookies,
  needsCode: typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer,
})

/** By address and password. Refuses what does not match, and who has not confirmed the address. */
export async function signIn(headers: Sent, body: { email: string; password: string }): Promise<SignedIn> {
  if (isOfDemo(body.email) && !demoIsOpen()) refuse('invalid', 'people.wrongPassword')
  return signedIn(await askLogin((api) => api.signInEmail({ body, headers, returnHeaders: true })))
}

/** Mails a link to sign in by, if there is such an account; says nothing of whether there is. */
export const askForLink = async (headers: Sent, email: string): Promise<void> =>
  void (await askLogin((api) => api.signInMagicLink({ body: { email }, headers, returnHeaders: true })))

/** By a mailed link, once. */
export const signInByLink = async (headers: Sent, token: string): Promise<SignedIn> =>
  signedIn(await askLogin((api) => api.magicLinkVerify({ query: { token }, headers, returnHeaders: true })))

/** Mails a link to choose a new password by; says nothing of whether there is such an account. */
export const askForReset = async (email: string): Promise<void> =>
  void (await askLogin((api) => api.requestPasswordReset({ body: { email }, returnHeaders: true })))

/** A new password, by a mailed link, once. Every session ends. */
export const resetPassword = async (token: string, newPassword: string): Promise<void> =>
  void (await askLogin((api) => api.resetPassword({ body: { token, newPassword }, returnHeaders: true })))

export const signOut = async (headers: Sent): Promise<string[]> =>
  (await askLogin((api) => api.signOut({ headers, returnHeaders: true }))).cookies

/** The second factor: a code of their app, or one of those kept for when it is lost. */
export async function showCode(
  headers: Sent,
  { code, spare }: { code: string; spare: boolean },
): Promise<SignedIn> {
  const body = { code: code.replace(/\s/g, '') }
  return signedIn(
    await askLogin<unknown>((api) =>
      spare
        ? api.verifyBackupCode({ body, headers, returnHeaders: true })
        : api.verifyTOTP({ body, headers, returnHeaders: true }),
    ),
  )
}
