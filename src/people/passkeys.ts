import { sql } from 'kysely'
import { z } from 'zod'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { freshly, personOf } from './account.ts'
import { type SignedIn, signedIn } from './accounts.ts'
import { type Answer, askLogin } from './login/asking.ts'

const words = z.string().max(20_000)
const said = {
  id: words,
  rawId: words,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
}
/** The passkey that a browser made, as the standard writes it down (WebAuthn 3, 5.1). */
export const Made = z.looseObject({
  ...said,
  response: z.looseObject({ attestationObject: words, clientDataJSON: words }),
})
/** What one says for itself when it is used. */
export const Shown = z.looseObject({
  ...said,
  response: z.looseObject({ authenticatorData: words, clientDataJSON: words, signature: words }),
})

/** What a browser needs to make a passkey for whoever is signed in. Refuses a session that is not fresh. */
export function beginPasskey(viewer: Viewer, headers: Headers): Promise<Answer<object>> {
  personOf(viewer)
  return askLogin<object>((api) => api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }))
}

/** Keeps the passkey that was made; it gets a number for a name. Refuses one that was made for another question. */
export async function addPasskey(
  viewer: Viewer,
  headers: Headers,
  response: z.infer<typeof Made>,
): Promise<string[]> {
  const { rows } = await sql<{ number: number }>`
    select count(passkey.id)::int + 1 as number from person left join login.passkey on passkey."userId" = person.login
    where person.thing = ${personOf(viewer)}`.execute(db())
  const body = { response, name: t('people.passkeyNumber', { number: rows[0]!.number }) }
  return (await askLogin((api) => api.verifyPasskeyRegistration({ body, headers, returnHeaders: true })))
    .cookies
}

/** Gives one of theirs another name. Refuses none, and a session that is not fresh. */
export async function renamePasskey(
  viewer: Viewer,
  session: string,
  id: string,
  name: string,
): Promise<void> {
  const person = await freshly(viewer, session)
  if (!name) refuse('invalid', 'people.passkeyNameMissing')
  const { rows } = await sql`
    update login.passkey set name = ${name} from person
    where passkey.id = ${id} and passkey."userId" = person.login and person.thing = ${person} returning id`.execute(
    db(),
  )
  found(rows[0])
}

/** Takes one of theirs away: nobody signs in by it any more. Refuses a session that is not fresh. */
export async function removePasskey(viewer: Viewer, session: string, id: string): Promise<void> {
  const person = await freshly(viewer, session)
  const { rows } = await sql`
    delete from login.passkey using person
    where passkey.id = ${id} and passkey."userId" = person.login and person.thing = ${person} returning id`.execute(
    db(),
  )
  found(rows[0])
}

/** What a browser needs to show a passkey, whosever it is. */
export const askForPasskey = (headers: Headers): Promise<Answer<object>> =>
  askLogin<object>((api) => api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }))

/** By a passkey, without a name or a password. Refuses one that is not known, and an answer to another question. */
export const signInByPasskey = async (headers: Headers, response: z.infer<typeof Shown>): Promise<SignedIn> =>
  signedIn(
    await askLogin<unknown>((api) =>
      api.verifyPasskeyAuthentication({ body: { response }, headers, returnHeaders: true }),
    ),
  )
