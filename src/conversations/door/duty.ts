import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed, dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { inTermOf } from '../../base/in-term.ts'
import { yesNoAnswer } from '../../base/mail/in/answering.ts'
import { found, refuse } from '../../base/refusal.ts'
import { today } from '../../base/today.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { turnsOf } from '../../communities/rota.ts'
import { personOf } from '../../people/account.ts'
import { memberOf } from '../../people/whom-asked.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { waitsAtDoor } from './listing.ts'

/** Somebody who looks after the door; what was offered waits for their yes. */
export interface Duty {
  id: number
  person: number
  handle: string
  name: string
  langs: string[]
  since: string | null
  until: string | null
  own: boolean
}

/** Of a `duty`: it was taken on and is not over. */
const inTerm = inTermOf('duty')

/** Whether the viewer is on duty, in SQL. */
export const isOnDuty = (person: number): RawBuilder<boolean> =>
  sql`exists (select from duty where duty.person = ${person} and ${inTerm})`

/** Names who is on duty: operators and those who curate everything. */
export const mayNameDuty = (viewer: Viewer): boolean => holds(viewer, 'curator')

/** What waits at the door for somebody on duty, as one value of JSON for a page that asks more. */
export const waitingFor = (person: number): RawBuilder<{ onDuty: boolean; waiting: number }> => sql`
  json_build_object('onDuty', ${isOnDuty(person)}, 'waiting', (
    select count(*)::int from door_question join thread on thread.thing = door_question.thread join thing on thing.id = thread.thing
    where ${waitsAtDoor} and answered is null and thing.state = 'published'))`

/** Everybody on duty, and what was offered; as far as others are concerned, by name. One query. */
export async function dutiesFor(viewer: Viewer): Promise<Duty[]> {
  dependsOn('duty', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Duty>`
    select duty.id, person.thing as person, handle, person.name, langs, since, until, person.thing = ${me} as own
    from duty join person on person.thing = duty.person
    where ${inTerm} or (duty.ended is null and since is null) order by since is null, duty.id`.execute(db())
  return rows
}

/** Whose turn it is this week for a language: those who speak it, else everybody on duty takes turns. */
export function onDutyFor(duties: Duty[], lang: string, day = new Date()): Duty | undefined {
  const taken = duties.filter(({ since }) => since)
  const turns = turnsOf(taken, day)
  return (
    turns.find((one) => one.lang === lang)?.now ??
    turnsOf(
      taken.map((one) => ({ ...one, langs: [''] })),
      day,
    )[0]?.now
  )
}

export interface NewDuty {
  handle: string
  langs: string[]
  /** The last day; none for no end. */
  until: string
}

/**
 * Asks somebody to look after the door; whoever asks themselves has said yes. Refuses whoever may not, nobody by that
 * name, whoever does or was asked already, and a day that is over.
 */
export function nameDuty(viewer: Viewer, { handle, langs, until }: NewDuty): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    if (!mayNameDuty(viewer)) refuse('forbidden', 'door.mayNotName')
    if (until && until < today()) refuse('invalid', 'communities.dayOver')
    const person = await memberOf(handle)
    await sql`update duty set ended = now() where person = ${person} and ended is null and until < current_date`.execute(
      db(),
    )
    const made = await sql<{ id: number }>`
      insert into duty (person, langs, since, until, by)
      values (${person}, ${langs}, ${person === me ? sql`current_date` : null}, ${until || null}, ${me})
      on conflict (person) where ended is null do nothing returning id`.execute(db())
    const offered = made.rows[0]?.id ?? refuse('conflict', 'door.onDutyAlready')
    await audit(viewer, 'duty.offered', person, { langs, until })
    await changed('duty')
    if (person !== me)
      await writeTo(person, () => ({
        subject: t('door.dutySubject', { site: site().name }),
        words: t('door.dutyMail'),
        to: url`/ask/duty`,
        answer: yesNoAnswer('duty', [offered.toString(36)]),
      }))
  })
}

/** Says yes to what was offered. 404 for what was not offered to the viewer. */
export function takeDuty(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql`
      update duty set since = current_date where id = ${id} and person = ${me} and since is null and ended is null returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'duty.taken', me)
    await changed('duty')
  })
}

/** Ends a duty, or says no to one: whoever has it, or those who name it. 404 for what ended and for others. */
export function endDuty(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ person: number }>`
      update duty set ended = now() where id = ${id} and ended is null and (person = ${me} or ${mayNameDuty(viewer)}) returning person`.execute(
      db(),
    )
    const { person } = found(rows[0])
    await audit(viewer, 'duty.ended', person)
    await changed('duty')
  })
}
