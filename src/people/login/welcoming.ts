import { atomically } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { isAddress, oneLine } from '../called.ts'
import type { Login } from './auth.ts'
import { mailKnownAlready } from './mails.ts'
import { outsideRefusal } from './outside-refusals.ts'

type Context = Awaited<Awaited<Login>['$context']>

/** What the other site says of somebody, which may be anything. */
export interface Told {
  sub?: unknown
  email?: unknown
  email_verified?: unknown
  name?: unknown
  preferred_username?: unknown
}

/**
 * Before the library lets somebody in whom the other site names: makes a person of whoever is new, and
 * ties it to an account they have, in one transaction and without the tokens that we never use; and refuses
 * who would come into an account that is another's. An address counts for theirs only if the other site says
 * that it has made sure, and never opens an account whose own address nobody has confirmed: whoever made that
 * may have been anybody, and knows its password.
 */
export async function welcome(
  { internalAdapter }: Context,
  providerId: string,
  told: Told,
): Promise<{ emailVerified: boolean; name: string }> {
  // Some sites say it as a word.
  const emailVerified = told.email_verified === true || told.email_verified === 'true'
  const name = nameIn(told)
  const accountId = String(told.sub ?? '')
  const email = String(told.email ?? '').toLowerCase()
  // The library refuses whoever has none of the two.
  if (!accountId || !email) return { emailVerified, name }
  const refusal = await atomically(async () => {
    if (await internalAdapter.findAccountByKey({ providerId, accountId })) return undefined
    const known = (await internalAdapter.findUserByEmail(email))?.user
    if (known && !emailVerified) {
      // The same words as to whoever is new: only the owner of the address learns that it has an account.
      await mailKnownAlready(known)
      return outsideRefusal('people.outsideUnverified')
    }
    if (known && !known.emailVerified) return outsideRefusal('people.outsideUnconfirmed')
    const { id: userId } =
      known ??
      (await internalAdapter.createUser(
        { name, email, emailVerified },
        { method: 'oauth', oauth: { providerId } },
      ))
    await internalAdapter.linkAccount({ userId, providerId, accountId })
    return undefined
  })
  if (refusal) throw refusal
  return { emailVerified, name }
}

/** As people are called there; never a part of their address, which nobody is to see. */
function nameIn({ name, preferred_username }: Told): string {
  const said = [name, preferred_username].find(
    (one): one is string =>
      typeof one === 'string' && one.trim() !== '' && !one.includes('@') && !isAddress(one),
  )
  return (said && oneLine(said).slice(0, 100)) ?? t('people.outsideNameless')
}
