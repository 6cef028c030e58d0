import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { post } from '../base/mail/mail.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import type { RecordVersion } from './reading.ts'

/** Tells somebody, in their language, that they are asked to keep a record true. */
export async function mailProposed(person: number, { ref, content }: RecordVersion): Promise<void> {
  const { rows } = await sql<{ name: string; email: string; lang: string }>`
    select person.name, "user".email, person.lang from person join login."user" on "user".id = person.login
    where person.thing = ${person}`.execute(db())
  const them = rows[0]
  if (!them) return
  const lang = isInterfaceLanguage(them.lang) ? them.lang : 'en'
  await asReader({ ...reader(), lang }, () => {
    const title = inReach(content.title).text
    return post({
      to: them.email,
      subject: t('records.custodianSubject', { title }),
      lang,
      body: [
        t('people.mailHello', { name: them.name }),
        t('records.custodianMail', { title, site: site().name }),
        site().origin + url`/records/${ref}/custodian`,
        t('people.mailWhy', { site: site().name, address: site().origin }),
      ].join('\n\n'),
    })
  })
}
