import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import type { Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { mayTend } from '../access.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { mayAnswer } from './access.ts'
import { stillTrueAnswer } from './asked-by-mail.ts'

/** In characters: of what is said of it. */
export const longestNote = 2_000

/** Further ahead nobody may put it off. */
const mostYears = 10

interface Words {
  note: string
  lang: Lang
  /** The number of the version that whoever says it read. */
  version: number
}

/**
 * Says that a record is still true, until the day given or as long as knowledge of its kind lasts: what was
 * doubted is so no longer. Refuses whoever neither keeps nor curates it nor was asked, a version that is not
 * the newest, and a day that is over or more than ten years ahead. Saying it twice is saying it once.
 */
export function confirmRecord(
  viewer: Viewer,
  ref: string,
  { until, ...words }: Words & { until?: string },
): Promise<void> {
  return atomically(async () => {
    const record = await recordToAnswer(viewer, ref, words.version)
    const me = personOf(viewer)
    const next = until ? await dayAhead(until) : await lasting(record)
    const note = said(words)
    const { numAffectedRows = 0n } = await sql`
      insert into confirmation (record, version, by, until, note)
      select thing, current, ${me}, ${next}::date, ${note}::jsonb from record where thing = ${record.thing} and not exists (
        select from confirmation as same where same.record = record.thing and same.version = record.current and same.by = ${me}
          and same.until = ${next}::date and same.note is not distinct from ${note}::jsonb and same.at::date = current_date)`.execute(
      db(),
    )
    if (numAffectedRows === 0n) return
    await endDoubt(record.thing, me)
    await putOff(record.thing, next)
    await audit(viewer, 'record.confirmed', record.thing, { until: next })
    await tell(record)
  })
}

/**
 * Says what is wrong with a record: it is marked with that until it is said to be true again. Whoever keeps
 * it is told by mail. The same refusals, and when nothing is said.
 */
export function doubtRecord(viewer: Viewer, ref: string, words: Words): Promise<void> {
  return atomically(async () => {
    const record = await recordToAnswer(viewer, ref, words.version)
    const me = personOf(viewer)
    const wrong = said(words) ?? refuse('invalid', 'freshness.sayWhatIsWrong')
    await endDoubt(record.thing, me)
    await sql`
      insert into doubt (record, version, by, words)
      select thing, current, ${me}, ${wrong}::jsonb from record where thing = ${record.thing}`.execute(db())
    await audit(viewer, 'record.doubted', record.thing)
    await tellCustodian(record, me, words.note)
    await tell(record)
  })
}

/** Says when a record is to be looked at again. Refuses whoever neither keeps nor curates it, and the days that `confirmRecord` does. */
export function setReviewDate(viewer: Viewer, ref: string, day: string): Promise<void> {
  return atomically(async () => {
    const record = await recordFor(viewer, ref)
    if (!(await mayTend(viewer, record))) refuse('forbidden', 'freshness.notYours')
    await putOff(record.thing, await dayAhead(day))
    await audit(viewer, 'record.review-dated', record.thing, { day })
    await tell(record)
  })
}

/** The record, held until the transaction is over. */
async function recordToAnswer(viewer: Viewer, ref: string, version: number): Promise<RecordVersion> {
  const { thing } = await recordFor(viewer, ref)
  await sql`select from record where thing = ${thing} for no key update`.execute(db())
  const record = await recordFor(viewer, ref)
  if (!(await mayAnswer(viewer, record))) refuse('forbidden', 'freshness.notYours')
  if (record.number !== version) refuse('conflict', 'freshness.changedMeanwhile')
  return record
}

async function dayAhead(day: string): Promise<string> {
  const { rows } = await sql<{ fits: boolean }>`
    select ${day}::date > current_date and ${day}::date <= current_date + make_interval(years => ${mostYears}) as fits`.execute(
    db(),
  )
  return rows[0]!.fits ? day : refuse('invalid', 'freshness.dayAhead', { most: mostYears })
}

async function lasting({ thing }: RecordVersion): Promise<string> {
  const { rows } = await sql<{ next: string }>`
    select (current_date + lasts(kind))::date as next from record where thing = ${thing}`.execute(db())
  return rows[0]!.next
}

const said = ({ note, lang }: Words): string | null =>
  note ? JSON.stringify({ original: lang, texts: { [lang]: note } }) : null

const endDoubt = (record: number, by: number) =>
  sql`update doubt set ended = now(), ended_by = ${by} where record = ${record} and ended is null`.execute(
    db(),
  )

const putOff = (record: number, day: string) =>
  db().updateTable('record').set({ look_again: day, dated: true }).where('thing', '=', record).execute()

async function tellCustodian(
  { thing, ref, content, number }: RecordVersion,
  me: number,
  wrong: string,
): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    select person from custodianship where record = ${thing} and since is not null and ended is null and person <> ${me}`.execute(
    db(),
  )
  for (const { person } of rows)
    await writeTo(person, () => {
      const title = inReach(content.title).text
      return {
        subject: t('freshness.doubtedSubject', { title }),
        words: `${t('freshness.doubtedMail', { title, site: site().name })}\n\n${wrong}`,
        to: url`/records/${ref}/confirmation`,
        answer: stillTrueAnswer(ref, number),
      }
    })
}

async function tell({ thing, ref }: RecordVersion): Promise<void> {
  await changed(ref, 'records', 'things')
  await announce('thing.changed', { ids: [thing] })
}
