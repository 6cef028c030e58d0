import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { filesOf } from '../../base/files/uses.ts'
import { inEachLanguage } from '../../base/i18n/each-language.ts'
import { message } from '../../base/i18n/messages.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { today } from '../../base/today.ts'
import { system, type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { curatesRecord, mayChange, mayCurate, mayTend } from '../access.ts'
import { exportRecord } from '../exporting.ts'
import { recordFor } from '../reading.ts'
import { keepRecord } from '../storing.ts'
import { manuscriptFor } from '../writing/manuscript.ts'
import { publish } from '../writing/publishing.ts'
import { manuscriptDifferences } from './changes.ts'
import type { Difference } from './differences.ts'
import { countWords } from './word-differences.ts'

/** So many words may come and go in a minor correction of somebody who does not keep the record. */
export const fewWords = 40

/** So long it can be undone. */
export const undoDays = 30

/**
 * Publishes a minor correction at once: words of the title, the summary and text answers, and few of them; of
 * whoever keeps the record true any number of such words; whoever curates it may correct anything. Refuses
 * what is more than that, what changes nothing, and the refusals of `publish`. Gives the record's reference.
 */
export function publishCorrection(viewer: Viewer, ref: string, note?: Text): Promise<Ref> {
  return atomically(async () => {
    personOf(viewer)
    const manuscript = await manuscriptFor(viewer, ref, { lock: true })
    if (!manuscript.draft.record) return refuse('conflict', 'review.notACorrection')
    const record = await recordFor(viewer, manuscript.draft.record.ref)
    if (!(await mayChange(viewer, record))) refuse('forbidden', 'writing.mayNotChange')
    const all = await manuscriptDifferences(manuscript)
    if (all.length === 0) refuse('invalid', 'review.changesNothing')
    if (!(await mayCurate(viewer, record.thing))) {
      const files = await filesOf(manuscript.draft.id)
      if (files.length || !all.every(isOfWords)) refuse('invalid', 'review.notOnlyWords')
      if (!record.mine && wordsIn(all) > fewWords) refuse('invalid', 'review.notMinor', { most: fewWords })
    }
    const said = await publish(viewer, manuscript, {
      reviewed: record.reviewed,
      minor: true,
      ...(note && { note }),
    })
    await audit(viewer, 'record.corrected', record.thing)
    return said
  })
}

const isOfWords = ({ words, path }: Difference): boolean =>
  words !== undefined && !path.startsWith('@record/only/basis')

const wordsIn = (all: Difference[]): number =>
  all.flatMap(({ words = [] }) => words).reduce((sum, { lang, pieces }) => sum + countWords(pieces, lang), 0)

/** A minor correction that stands and can still be undone. */
export interface Correction {
  ref: Ref
  number: number
  title: Text
  note: Text | null
  published: string
}

const recent = sql`version.minor and version.number > 1 and version.published > current_date - ${undoDays}::int`

export const correctionsPerPage = 20

/** The minor corrections of a month, of what the viewer curates, the newest first. Two queries. */
export async function correctionsFor(
  viewer: Viewer,
  page: number,
): Promise<{ corrections: Correction[]; total: number }> {
  personOf(viewer)
  const from = sql`
    from record join thing on thing.id = record.thing join version on version.id = record.current
    where thing.state = 'published' and ${visibleTo(viewer)} and ${recent} and ${curatesRecord(viewer)}`
  const { rows } = await sql<Correction>`
    select thing.ref, number, content -> 'title' as title, note, published ${from} order by published desc, version.id desc
    limit ${correctionsPerPage} offset ${(page - 1) * correctionsPerPage}`.execute(db())
  const { rows: totals } = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db())
  return { corrections: rows, total: totals[0]!.total }
}

/**
 * Undoes a minor correction: what was said before comes again as the newest version; nothing is deleted. Refuses
 * whoever neither keeps nor curates the record, what is not the newest, and after thirty days.
 */
export function undoCorrection(viewer: Viewer, ref: string, number: number): Promise<void> {
  return atomically(async () => {
    const standing = await recordFor(viewer, ref)
    if (!(await mayTend(viewer, standing))) refuse('forbidden', 'records.notYours')
    await sql`select from thing where id = ${standing.thing} for update`.execute(db())
    const { rows } = await sql<{ id: number }>`
      select version.id from version where record = ${standing.thing} and number = ${number} and ${recent}
        and not exists (select from version as after where after.record = version.record and after.number > version.number)`.execute(
      db(),
    )
    if (!rows.length) refuse('conflict', 'review.notToUndo', { days: undoDays })
    const record = await exportRecord(system('undoing'), ref)
    const before = found(record.versions.find((one) => one.number === number - 1))
    record.versions.push({
      number: number + 1,
      published: today(),
      note: inEachLanguage((lang) => String(message(lang, 'review.undoneNote').format({ number }))),
      minor: true,
      content: before.content,
    })
    await keepRecord(record)
    await creditAgain(standing.thing, number - 1)
    await audit(viewer, 'record.correction-undone', standing.thing, { version: number })
    await announce('thing.changed', { ids: [standing.thing] })
    await changed(standing.ref, 'records', 'things')
  })
}

/** Whose names the credits of the newest version are: those of the version that comes again. */
const creditAgain = async (record: number, number: number): Promise<void> =>
  void (await sql`
    update credit set person = was.person from credit as was join version on version.id = was.version, record
    where record.thing = ${record} and version.record = record.thing and version.number = ${number}
      and credit.version = record.current and credit.position = was.position`.execute(db()))
