import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Asked, Done, MailDoor } from '../base/mail/in/doors.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { takeUp } from './taking-up.ts'

/** Answers a need by the address that its letter came with: a first word to whoever needs it. What answers anything else goes `on`. */
export const answerNeed =
  (on: MailDoor['run']): MailDoor['run'] =>
  async (asked: Asked): Promise<Done> => {
    const [ref = ''] = asked.words
    const { rows } = await sql<{ id: number }>`
      select thing as id from exchange_entry join thing on thing.id = exchange_entry.thing where ref = ${ref}`.execute(
      db(),
    )
    const [entry] = rows
    if (!entry) return on(asked)
    const { viewer, mail, lang, once } = asked
    const talk = await takeUp(viewer, ref, { words: mail.words, lang, once })
    return {
      made: entry.id,
      parts: [
        { words: t('exchange.answeredByMail') },
        { link: t('mailin.readThere'), href: site().origin + url`/take-ups/${talk}`, main: true },
      ],
    }
  }
