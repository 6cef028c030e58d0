import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { JobKind } from '../../base/jobs.ts'
import type { Text } from '../../base/text.ts'
import { holdersOf } from '../../base/things/kinds.ts'
import { today } from '../../base/today.ts'
import { everyone, members } from '../../base/viewer.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { nobody } from '../openness.ts'
import { stillTrueAnswer } from './asked-by-mail.ts'

/** After so many days without an answer the next is asked. */
const patience = 21
/** Of those near a record so many are asked, nearest first. */
const mostNear = 5
/** So many titles stand in a mail; the page has all. */
const mostSaid = 10

interface Asked {
  person: number
  ref: string
  title: Text
  /** The version they are asked about. */
  number: number
}

/**
 * Asks whether what is due by this day is still true: whoever keeps it, once more after three weeks, and
 * three weeks later, or at once where nobody keeps it, those near it. Each is written to once, of all they are
 * asked about; gives how many askings that were. What is replaced or doubted already, or that whoever could be
 * asked may not see, is not asked about. Running it again on a day asks nobody again.
 */
export function askWhatIsDue(day = today()): Promise<number> {
  return atomically(async () => {
    await sql`lock table review_asking in share row exclusive mode`.execute(db())
    const asked = [...(await askCustodians(day)), ...(await askThoseNear(day))]
    for (const [person, records] of Map.groupBy(asked, (one) => one.person)) await write(person, records)
    return asked.length
  })
}

/** Records that are due and that nothing is known of: neither replaced nor doubted. */
const due = (day: string) => sql`
  select record.thing, record.due, record.current, record.instrument, thing.ref, thing.circle
  from record join thing on thing.id = record.thing
  where thing.state = 'published' and thing.circle <> ${nobody} and record.due <= ${day}::date
    and not exists (select from doubt where doubt.record = record.thing and doubt.ended is null)
    and not exists (select from link join thing as newer on newer.id = link.record
      where link.target = thing.ref and rel = 'replaces' and newer.state = 'published' and newer.circle <> ${nobody})`

/** Whoever may see what is in this circle, has an account and has not left: the person in the row of `someone`. */
const canAnswer = (circle: string) => sql`exists (
  select from person join thing as page on page.id = person.thing
  where person.thing = someone.person and person.login is not null and page.state = 'published'
    and (${sql.ref(circle)} in (${everyone}, ${members})
      or exists (select from in_circle where in_circle.circle = ${sql.ref(circle)} and in_circle.person = person.thing)))`

const keepers = sql`select record, person from custodianship where since is not null and ended is null`

/** How often somebody was asked about the day a record is due, and when last. */
const before = (of: string) => sql`
  lateral (select count(*)::int as times, max(asked) as last from review_asking
    where review_asking.record = due.thing and review_asking.due = due.due and review_asking.person = ${sql.ref(of)}) as before`

const titled = sql`
  select one.person, thing.ref, version.content -> 'title' as title, version.number
  from one join thing on thing.id = one.record join record on record.thing = one.record
    join version on version.id = record.current order by one.person, record.due, one.record`

async function askCustodians(day: string): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    with due as (${due(day)}),
    one as (
      insert into review_asking (record, person, due, nth, turn, asked)
      select due.thing, someone.person, due.due, before.times + 1, 'custodian', ${day}::date
      from due join (${keepers}) as someone on someone.record = due.thing cross join ${before('someone.person')}
      where ${canAnswer('due.circle')} and before.times < 2 and (before.last is null or before.last <= ${day}::date - ${patience}::int)
      returning record, person)
    ${titled}`.execute(db())
  return rows
}

/**
 * Those near a record: who is credited with it, who keeps what holds it, who curates what it is about or its
 * questionnaire, and who curates everything, in this order.
 */
async function askThoseNear(day: string): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    with due as (${due(day)}),
    unanswered as (
      select due.* from due
      where not exists (select from review_asking where review_asking.record = due.thing and review_asking.due = due.due and turn = 'community')
        and not exists (
          select from (${keepers}) as someone cross join ${before('someone.person')}
          where someone.record = due.thing and ${canAnswer('due.circle')}
            and (before.times < 2 or before.last > ${day}::date - ${patience}::int))),
    near as (
      select unanswered.thing, credit.person, 1 as far from unanswered join credit on credit.version = unanswered.current where credit.person is not null
      union all select unanswered.thing, holder.person, 2 from unanswered join (${holdersOf()}) as holder on holder.thing = unanswered.thing
      union all select unanswered.thing, appointment.person, 3 from unanswered join appointment on appointment.subject = unanswered.instrument
        where appointment.role = 'curator' and appointment.ended is null
      union all select unanswered.thing, appointment.person, 3 from unanswered join about on about.thing = unanswered.thing
        join within on within.thing = about.subject join appointment on appointment.subject = within.ancestor
        where appointment.role = 'curator' and appointment.ended is null
      union all select unanswered.thing, appointment.person, 4 from unanswered cross join appointment
        where appointment.role = 'curator' and appointment.subject is null and appointment.ended is null),
    nearest as (
      select someone.thing, someone.person, due.due, row_number() over (partition by someone.thing order by min(someone.far), someone.person) as place
      from near as someone join due on due.thing = someone.thing cross join ${before('someone.person')}
      where before.times = 0 and ${canAnswer('due.circle')}
      group by someone.thing, someone.person, due.due),
    one as (
      insert into review_asking (record, person, due, nth, turn, asked)
      select thing, person, due, 1, 'community', ${day}::date from nearest where place <= ${mostNear}
      returning record, person)
    ${titled}`.execute(db())
  return rows
}

async function write(person: number, records: Asked[]): Promise<void> {
  await writeTo(person, () => {
    const count = records.length
    const asked = records.slice(0, mostSaid).map(({ title, ref, number }) => ({
      ...{ title: inReach(title).text, to: pageOf(ref), answer: stillTrueAnswer(ref, number) },
    }))
    const [first] = asked
    return {
      subject: t('freshness.askedSubject', { count, title: first!.title }),
      words: [
        t('freshness.askedMail', { count, site: site().name }),
        ...(count === 1 ? [`– ${first!.title}`] : []),
      ].join('\n\n'),
      ...(count === 1
        ? { to: first!.to, answer: first!.answer }
        : { to: url`/desk/freshness`, each: asked, more: count - asked.length }),
    }
  })
}

const pageOf = (ref: string): Url => url`/records/${ref}/confirmation`

/** Once a day, when most sleep. */
export const freshnessJob: JobKind = {
  name: 'records.freshness',
  every: '10 4 * * *',
  run: async () => void (await askWhatIsDue()),
}
