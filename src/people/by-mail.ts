import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { formatDate, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { forgetBounces } from '../base/mail/bouncing.ts'
import type { Sender, Senders } from '../base/mail/in/doors.ts'
import { refuse } from '../base/refusal.ts'
import { newcomer } from '../base/things/kinds.ts'
import { isAddress, oneLine } from './called.ts'
import { makeConfirmed } from './inviting.ts'
import { pausedEverywhere, viewerOfPerson } from './viewing.ts'

/** Who is known by an address that they have shown to be theirs. One query. */
async function known(address: string): Promise<Sender | undefined> {
  const { rows } = await sql<{ id: number; ref: Ref; name: string; lang: string }>`
    select thing.id, thing.ref, person.name, person.lang
    from login."user" join person on person.login = "user".id join thing on thing.id = person.thing
    where lower("user".email) = ${address} and "user"."emailVerified" and thing.state = 'published'`.execute(
    db(),
  )
  const row = rows[0]
  return row && { ...row, lang: isInterfaceLanguage(row.lang) ? row.lang : 'en' }
}

/**
 * An account of whoever has shown that the address is theirs, in their transaction: they sign in by a mailed link, or
 * set a password. Refuses an address whose account waits to be confirmed: whoever made that knows its password.
 */
async function takeIn({ address, name }: { address: string; name: string }): Promise<Sender> {
  const called = oneLine(name).slice(0, 100)
  const made = await makeConfirmed({
    // Never a part of their address, which nobody is to see.
    name: called && !called.includes('@') && !isAddress(called) ? called : t('people.outsideNameless'),
    email: address,
    password: randomBytes(24).toString('base64url'),
  })
  if (!made) return refuse('conflict', 'mailin.unconfirmed')
  await newcomer(made.id, address)
  await forgetBounces(address)
  return { id: made.id, ref: made.ref, name: called, lang: reader().lang }
}

async function refusePaused(id: number): Promise<void> {
  const { rows } = await sql<{ until: string | null }>`
    select ${pausedEverywhere} as until from person where thing = ${id}`.execute(db())
  const until = rows[0]?.until
  if (until) refuse('forbidden', 'moderation.pausedEverywhere', { until: formatDate(until) })
}

/** People as they write to us. */
export const peopleByMail: Omit<Senders, 'about'> = { known, viewerOf: viewerOfPerson, refusePaused, takeIn }
