import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { post } from '../base/mail/mail.ts'
import { site } from '../ui/site.ts'
import type { Url } from '../ui/url.ts'

export interface Letter {
  subject: string
  /** What it says, between the greeting and the address. */
  words: string
  /** The one page to go to. */
  to: Url
}

/** Writes to a member in their language, in the transaction of what it tells of; to nobody where they left. */
export async function writeTo(person: number, letter: () => Letter): Promise<void> {
  const { rows } = await sql<{ name: string; email: string; lang: string }>`
    select person.name, "user".email, person.lang from person join login."user" on "user".id = person.login
    where person.thing = ${person}`.execute(db())
  const them = rows[0]
  if (!them) return
  const lang = isInterfaceLanguage(them.lang) ? them.lang : 'en'
  await asReader({ ...reader(), lang }, () => {
    const { subject, words, to } = letter()
    return post({
      to: them.email,
      subject,
      lang,
      body: [
        t('people.mailHello', { name: them.name }),
        words,
        site().origin + to,
        t('people.mailWhy', { site: site().name, address: site().origin }),
      ].join('\n\n'),
    })
  })
}
