import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { post } from '../../base/mail/mail.ts'
import { missing, refuse } from '../../base/refusal.ts'
import { isSame, signatureOf } from '../../base/signing.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { hashOf } from './authors.ts'

const day = 86_400_000
const validDays = 3

const sign = (text: string): string => signatureOf(`lists.proof ${text}`).toString('base64url').slice(0, 32)

/** Mails a link to this address, by which whoever reads its mail finds what was written from it; nothing where nothing was. Whoever asks hears the same. */
export const sendProof = (address: string): Promise<void> =>
  atomically(async () => {
    const hash = hashOf(address)
    const { rows } = await sql`
      select from mail_author where address_hash = ${hash} and wish is distinct from 'removed' limit 1`.execute(
      db(),
    )
    if (rows.length === 0) return
    const text = `${hash}.${(Math.floor(Date.now() / day) + validDays).toString(36)}`
    await post({
      to: address.trim(),
      lang: reader().lang,
      subject: t('lists.proofSubject', { site: site().name }),
      body: [
        t('lists.proofWords', { site: site().name }),
        site().origin + url`/lists/mine/${`${text}.${sign(text)}`}`,
        t('lists.proofNot', { days: validDays }),
      ].join('\n\n'),
    })
  })

/** The keyed hash of the address that a link was mailed to. 404 for one that is none, or over. */
export function provenBy(token: string): string {
  const [hash = '', last = '', signature = ''] = token.split('.')
  if (!isSame(signature, sign(`${hash}.${last}`))) missing()
  if (!(Number.parseInt(last, 36) * day >= Date.now() - day)) refuse('gone', 'lists.linkOver')
  return hash
}
