import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { today } from '../../base/today.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { mayChange } from '../access.ts'
import { keepFromTheStart } from '../custodians.ts'
import { exportRecord } from '../exporting.ts'
import { Content, type Travelling } from '../interchange.ts'
import { recordFor } from '../reading.ts'
import { keepRecord } from '../storing.ts'
import { handOverStory, isUnnamed, refuseLeft } from '../telling/choices.ts'
import { writtenUp } from '../write-up/published.ts'
import { asCredits, contributorsOf, type DraftContributor } from './contributors.ts'
import { handOverFiles } from './draft-files.ts'
import type { Draft } from './drafts.ts'
import { type Manuscript, manuscriptFor } from './manuscript.ts'

export interface Publication {
  reviewed: boolean
  /** What changed, in words; of a next version only. */
  note?: Text
  minor?: boolean
}

/**
 * Publishes what a questionnaire without review asks for, at once and marked *not reviewed*. Refuses one
 * that is to be reviewed, and a draft in which something stops it. Gives the reference of the record.
 */
export function publishDraft(viewer: Viewer, ref: string, note?: Text): Promise<Ref> {
  return atomically(async () => {
    const manuscript = await manuscriptFor(viewer, ref, { lock: true })
    const { record, definition } = manuscript.draft
    if (definition.review !== 'none') refuse('conflict', 'writing.toBeReviewed')
    // A reviewer stands for what is reviewed; here whoever publishes does.
    if (record && !(await mayChange(viewer, await recordFor(viewer, record.ref))))
      refuse('forbidden', 'writing.mayNotChange')
    return publish(viewer, manuscript, { reviewed: false, ...(note && { note }) })
  })
}

/**
 * The version that a draft makes: the first of a new record, or the next of one. Refuses what something
 * stops, and a draft whose record has moved on since it set out.
 */
export async function publish(
  viewer: Viewer,
  { draft, content, findings, story }: Manuscript,
  { reviewed, note, minor = false }: Publication,
): Promise<Ref> {
  const stops = findings.filter(({ weight }) => weight === 'stops').length
  if (stops) refuse('invalid', 'writing.notReady', { count: stops })
  if (draft.record && (await newestOf(draft.record.thing)) > draft.record.basis)
    refuse('conflict', 'review.movedOn')
  if (!draft.record) await refuseLeft(draft.id, story?.access ?? null)
  const contributors = await contributorsOf(draft)
  const version = {
    published: today(),
    ...(note && { note }),
    minor,
    content: Content.parse(JSON.parse(JSON.stringify({ ...content, contributors: asCredits(contributors) }))),
  }
  const record = draft.record
    ? await nextOf(draft.record.ref, version)
    : firstOf(draft, version, story?.access ?? undefined)
  const { id, outcome } = await keepRecord({ ...record, reviewed })
  await credit(id, contributors)
  await handOverFiles(draft, id)
  await handOverStory(draft.id, id)
  if (!draft.record && !(story && isUnnamed(story))) await keepFromTheStart(id, draft.writers[0]!.id)
  await db().updateTable('thing').set({ state: 'published' }).where('id', '=', draft.id).execute()
  await db().updateTable('draft').set({ record: id }).where('thing', '=', draft.id).execute()
  await writtenUp(draft.id, id)
  await audit(viewer, `record.${outcome}`, id, { draft: draft.ref })
  await announce('thing.changed', { ids: [id] })
  await changed(record.ref, 'records', 'things')
  return record.ref
}

/** The number of its newest version; no other comes before the transaction is over. */
async function newestOf(record: number): Promise<number> {
  await sql`select from thing where id = ${record} for update`.execute(db())
  const { rows } = await sql<{ number: number }>`
    select max(number) as number from version where record = ${record}`.execute(db())
  return rows[0]!.number
}

type Version = Omit<Travelling['versions'][number], 'number'>

const firstOf = (
  { definition, instrument }: Draft,
  version: Version,
  access: Travelling['access'] = { to: 'everyone' },
): Travelling => ({
  format: 'baobab-record/1',
  ref: newRef(),
  kind: definition.makes as Travelling['kind'],
  instrument,
  state: 'published',
  reviewed: false,
  access,
  versions: [{ ...version, number: 1 }],
})

async function nextOf(ref: Ref, version: Version): Promise<Travelling> {
  const record = await exportRecord(system('publishing'), ref)
  record.versions.push({ ...version, number: record.versions.at(-1)!.number + 1 })
  // Whoever publishes has looked at it: the day by which it is looked at again is counted anew.
  return version.minor ? record : { ...record, lookAgain: undefined }
}

/** Whose name each credit of the newest version is. */
async function credit(record: number, contributors: DraftContributor[]): Promise<void> {
  const persons = contributors.map(({ person }) => person ?? null)
  await sql`
    update credit set person = of.person from unnest(${persons}::bigint[]) with ordinality as of (person, nth), record
    where record.thing = ${record} and credit.version = record.current and credit.position = of.nth - 1 and of.person is not null`.execute(
    db(),
  )
}
