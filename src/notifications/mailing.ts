import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import type { JobKind } from '../base/jobs.ts'
import { log } from '../base/log.ts'
import { post } from '../base/mail/mail.ts'
import { gathered, type Letter, single } from './letters.ts'
import { kept } from './notice.ts'
import { type Addressee, addresseesAfter, type Pending, settleUnwanted, takePending } from './pending.ts'
import { readWhereItStands } from './seeing.ts'

/** More at once than this go in one letter. */
const mostLetters = 10

/**
 * Mails what waits to be told, at this moment: each by itself, or gathered once their day or week began. What is
 * mailed is noted in the transaction that posts it, person by person, so that whatever breaks off is gone on with
 * and nothing is said twice; one person's trouble holds up nobody else.
 */
export async function mailNotices(now = new Date()): Promise<void> {
  await settleUnwanted()
  for (let after = 0, people: Addressee[]; ; after = people.at(-1)!.id) {
    people = await addresseesAfter(after, now)
    if (people.length === 0) return
    for (const person of people)
      await atomically(() => mailPerson(person, now)).catch((error) =>
        log.error({ person: person.id, error: String(error) }, 'what waits for somebody could not be mailed'),
      )
  }
}

async function mailPerson(person: Addressee, now: Date): Promise<void> {
  const pending = await takePending(person.id, now)
  const idle = pending.filter(({ worth }) => !worth)
  const waiting = pending.filter(({ worth }) => worth)
  const settled = [...idle]
  const lang = isInterfaceLanguage(person.lang) ? person.lang : 'en'
  const write = (letter: () => Letter) =>
    asReader({ ...reader(), lang }, () => post({ to: person.email, lang, ...letter() }))
  const each = waiting.filter(({ level }) => level === 'each')
  if (each.length > mostLetters)
    await write(() => gathered(person, 'each', now.toISOString().slice(0, 10), each))
  else for (const one of each) await write(() => single(person, one))
  settled.push(...each)
  for (const [period, day, from] of [
    ['daily', person.day, person.dayFrom],
    ['weekly', person.week, person.weekFrom],
  ] as const) {
    const due = waiting.filter(({ level, at }) => level === period && new Date(at) < new Date(from))
    if (due.length === 0 || !(await isFirst(person.id, period, day))) continue
    await write(() => gathered(person, period, day, due))
    settled.push(...due)
  }
  await settle(settled)
}

/** Whether no digest of this period went to them yet: from now on one did. */
async function isFirst(person: number, period: string, day: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into digest (person, period, day) values (${person}, ${period}, ${day}::date) on conflict do nothing`.execute(
    db(),
  )
  return numAffectedRows > 0n
}

const settle = (some: Pending[]): Promise<unknown> =>
  sql`update notice set settled = now() where id = any(${some.map(({ id }) => id)}::bigint[])`.execute(db())

/** At once when somebody is told something, and for what waited for a morning or the end of quiet hours. */
export const noticeMailJob: JobKind = { name: 'notices.mail', every: '*/5 * * * *', run: () => mailNotices() }

/** What was read where it stands is seen; what is old goes. */
async function sweepNotices(): Promise<void> {
  await sql`update notice set seen = now() where seen is null and ${readWhereItStands()}`.execute(db())
  for (const table of ['notice', 'digest'])
    await sql`delete from ${sql.table(table)} where at < now() - make_interval(days => ${kept})`.execute(db())
}

export const noticeSweepJob: JobKind = { name: 'notices.sweep', every: '20 3 * * *', run: sweepNotices }
