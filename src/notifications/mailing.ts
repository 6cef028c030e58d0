import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import type { JobKind } from '../base/jobs.ts'
import { log } from '../base/log.ts'
import { type Message, postAll } from '../base/mail/mail.ts'
import { unhurried } from '../base/unhurried.ts'
import { gathered, single } from './letters.ts'
import { kept } from './notice.ts'
import { type Addressee, addresseesAfter, type Pending, settleUnwanted, takePending } from './pending.ts'
import { readWhereItStands } from './seeing.ts'

/** More at once than this go in one letter. */
const mostLetters = 10

/** When so many in a row could not be mailed, it is not the trouble of one of them. */
const mostTroubles = 10

/**
 * Mails what waits to be told, at this moment: each by itself, or gathered once their day or week began. What is
 * mailed is noted in the transaction that posts it, so that whatever breaks off is gone on with and nothing is said
 * twice; one person's trouble holds up nobody else.
 */
export async function mailNotices(now = new Date()): Promise<void> {
  await settleUnwanted()
  let troubles = 0
  for (let after = 0, people: Addressee[]; ; after = people.at(-1)!.id) {
    people = await addresseesAfter(after, now)
    if (people.length === 0) return
    try {
      await unhurried(() => atomically(() => mailPeople(people, now)))
    } catch (error) {
      log.warn({ people: people.length, error: String(error) }, 'what waits for them is mailed one by one')
      for (const person of people)
        try {
          await atomically(() => mailPeople([person], now))
          troubles = 0
        } catch (error) {
          log.error(
            { person: person.id, error: String(error) },
            'what waits for somebody could not be mailed',
          )
          if (++troubles >= mostTroubles) throw error
        }
    }
  }
}

/** What goes to somebody now, gathered of a day or a week or by itself. */
interface Due {
  person: Addressee
  period: 'each' | 'daily' | 'weekly'
  day: string
  all: Pending[]
}

async function mailPeople(people: Addressee[], now: Date): Promise<void> {
  const pending = await takePending(
    people.map(({ id }) => id),
    now,
  )
  const of = Map.groupBy(pending, ({ person }) => person)
  const due = people.flatMap((person) => dueTo(person, of.get(person.id) ?? [], now))
  const first = await firstOf(due.filter(({ period }) => period !== 'each'))
  const going = due.filter((one) => one.period === 'each' || first.has(keyOf(one.person.id, one.period)))
  await postAll(going.flatMap(written))
  await settle([...pending.filter(({ worth }) => !worth), ...going.flatMap(({ all }) => all)])
}

function dueTo(person: Addressee, pending: Pending[], now: Date): Due[] {
  const waiting = pending.filter(({ worth }) => worth)
  const before = (from: string) => (one: Pending) => new Date(one.at) < new Date(from)
  const of = (level: string) => waiting.filter((one) => one.level === level)
  return (
    [
      { person, period: 'each', day: now.toISOString().slice(0, 10), all: of('each') },
      { person, period: 'daily', day: person.day, all: of('daily').filter(before(person.dayFrom)) },
      { person, period: 'weekly', day: person.week, all: of('weekly').filter(before(person.weekFrom)) },
    ] satisfies Due[]
  ).filter(({ all }) => all.length > 0)
}

/** The letters that tell it, in their language: few by themselves, many as one. */
function written({ person, period, day, all }: Due): Message[] {
  const lang = isInterfaceLanguage(person.lang) ? person.lang : 'en'
  return asReader({ ...reader(), lang }, () =>
    (period === 'each' && all.length <= mostLetters
      ? all.map((one) => single(person, one))
      : [gathered(person, period, day, all)]
    ).map((letter) => ({ to: person.email, lang, ...letter })),
  )
}

const keyOf = (person: number, period: string): string => `${person} ${period}`

/** Those of whom no digest of this period went yet: from now on one did. */
async function firstOf(due: Due[]): Promise<Set<string>> {
  if (due.length === 0) return new Set()
  const { rows } = await sql<{ person: number; period: string }>`
    insert into digest (person, period, day)
    select person, period, day from jsonb_to_recordset(${JSON.stringify(
      due.map(({ person, period, day }) => ({ person: person.id, period, day })),
    )}::jsonb) as due (person bigint, period text, day date)
    on conflict do nothing returning person, period`.execute(db())
  return new Set(rows.map(({ person, period }) => keyOf(person, period)))
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
