import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { JobKind } from '../../base/jobs.ts'
import { system } from '../../base/viewer.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { dutiesFor, onDutyFor } from './duty.ts'
import { waitsAtDoor } from './listing.ts'
import { most } from './question.ts'
import { weekendOf, workingDays } from './working-days.ts'

interface Waiting {
  thread: number
  lang: string
  since: Date
  reminded: boolean
  overdue: boolean
  places: string[]
}

/** Looks at so many at a time: a door with more that wait has other trouble. */
const mostAtOnce = 1_000

/**
 * So that nothing is left untouched at the door: after three working days those whose turn it is are reminded, after
 * five everybody on duty and the operators are told, once for each question and all of it in one letter. Working days
 * are those of the places it is about.
 */
export async function remindOfDoor(now = new Date()): Promise<{ reminded: number; overdue: number }> {
  const viewer = system('door')
  return atomically(async () => {
    const { rows } = await sql<Waiting>`
      select door_question.thread, lang, coalesce(attended, asked) as since, reminded is not null as reminded,
        coalesce(overdue > coalesce(attended, asked), false) as overdue,
        array(select code from about join place on place.thing = about.subject where about.thing = door_question.thread order by code) as places
      from door_question join thread on thread.thing = door_question.thread join thing on thing.id = thread.thing
      where ${waitsAtDoor} and answered is null and thing.state = 'published' and coalesce(attended, asked) < ${now.toISOString()}
      order by coalesce(attended, asked) limit ${mostAtOnce} for update of door_question`.execute(db())
    const waited = rows.map((one) => ({
      ...one,
      days: workingDays(new Date(one.since), now, weekendOf(one.places[0])),
    }))
    const overdue = waited.filter((one) => one.days >= most.patience && !one.overdue)
    const due = waited.filter(
      (one) => one.days >= most.remindAfter && one.days < most.patience && !one.reminded,
    )
    const duties = await dutiesFor(viewer)
    const turns = Map.groupBy(due, ({ lang }) => onDutyFor(duties, lang, now)?.person)
    for (const [person, questions] of turns)
      if (person !== undefined) await write(person, questions.length, false)
    if (overdue.length) {
      const all = new Set([
        ...duties.flatMap(({ person, since }) => (since ? person : [])),
        ...(await operators()),
      ])
      for (const person of all) await write(person, overdue.length, true)
    }
    await mark('reminded', [...due, ...overdue], now)
    await mark('overdue', overdue, now)
    for (const { thread } of overdue) await audit(viewer, 'question.overdue', thread)
    if (due.length + overdue.length) await changed('threads')
    return { reminded: due.length, overdue: overdue.length }
  })
}

const write = (person: number, count: number, over: boolean): Promise<void> =>
  writeTo(person, () => ({
    subject: over
      ? t('door.overdueSubject', { site: site().name })
      : t('door.dueSubject', { site: site().name }),
    words: over
      ? t('door.overdueMail', { count, days: most.patience })
      : t('door.dueMail', { count, days: most.remindAfter }),
    to: url`/ask/duty`,
  }))

async function mark(column: 'reminded' | 'overdue', those: Waiting[], now: Date): Promise<void> {
  await sql`
    update door_question set ${sql.ref(column)} = ${now.toISOString()} where thread = any(${those.map(({ thread }) => thread)}::bigint[])`.execute(
    db(),
  )
}

async function operators(): Promise<number[]> {
  const { rows } = await sql<{
    person: number
  }>`select distinct person from appointment where role = 'operator' and ended is null`.execute(db())
  return rows.map(({ person }) => person)
}

/** Every morning. */
export const doorJob: JobKind = {
  name: 'door.waiting',
  every: '23 6 * * *',
  run: async () => void (await remindOfDoor()),
}
