import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { label, t } from '../../base/i18n/t.ts'
import { isRef, newRef, type Ref } from '../../base/ids.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { isLang, type Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Answers } from '../../instruments/answer.ts'
import { definitionOf, type Edition, editionsOf } from '../../instruments/editions.ts'
import { slotLabel } from '../../instruments/facets.ts'
import { personOf } from '../../people/account.ts'
import { placeFinder } from '../bringing/finders.ts'
import type { Upload } from '../bringing/uploading.ts'
import { carried } from './carried.ts'
import { foreign, mostSubmissions, submissionsIn } from './reading-files.ts'
import type { FieldFault, Submission } from './submission.ts'
import { understood } from './understanding.ts'

/** A file that somebody brought from the field. */
export interface Batch {
  id: number
  ref: Ref
  instrument: number
  slug: string
  file: string
  lang: Lang
  at: string
  submissions: number
  /** How many of them this file made a draft of. */
  made: number
}

/**
 * Reads a file of submissions to a questionnaire; nothing is made of them yet. Whoever brings it alone sees it.
 * Refuses what is no such file, one with too many, and a questionnaire that makes no records. Gives its reference.
 */
export async function bringSubmissions(
  viewer: Viewer,
  slug: string,
  { upload, lang }: { upload: Upload; lang: string },
): Promise<Ref> {
  const me = personOf(viewer)
  const editions = await editionsOf(viewer, slug)
  const current = found(editions.find((one) => one.current))
  if (current.makes === 'none') refuse('invalid', 'writing.makesNone')
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  const definition = await definitionOf(current.id)
  const submissions = await submissionsIn(definition, await readFile(upload.path))
  if (submissions.length === 0) refuse('invalid', 'workshop.noSubmissions')
  if (submissions.length > mostSubmissions)
    refuse('invalid', 'workshop.tooManySubmissions', { most: mostSubmissions })
  const placeOf = await placeFinder()
  const read: Line[] = []
  for (const one of submissions) read.push(await lineOf(viewer, one, editions, { lang, placeOf }))
  return atomically(async () => {
    const { id, ref } = await db()
      .insertInto('field_batch')
      .values({
        ref: newRef(),
        person: me,
        instrument: current.instrument,
        file: upload.file.slice(0, 200),
        lang,
      })
      .returning(['id', 'ref'])
      .executeTakeFirstOrThrow()
    await db()
      .insertInto('field_submission')
      .values(
        read.map(({ answers, faults, ...line }, i) => ({
          ...{ batch: id, number: i + 1, ...line },
          answers: JSON.stringify(answers),
          faults: JSON.stringify(faults),
        })),
      )
      .execute()
    await audit(viewer, 'submissions.brought', current.instrument, { file: upload.file, count: read.length })
    return ref
  })
}

interface Line {
  instance: string
  edition: number
  answers: Answers
  faults: FieldFault[]
}

async function lineOf(
  viewer: Viewer,
  one: Submission,
  editions: Edition[],
  how: Parameters<typeof understood>[2],
): Promise<Line> {
  const edition =
    editions.find(({ name }) => name === one.version) ?? editions.find(({ current }) => current)!
  const definition = await definitionOf(edition.id)
  const strange = foreign(definition, one)
  const { answers, faults } = strange
    ? { answers: {}, faults: [{ place: '', message: strange }] }
    : understood(definition, one, how)
  const instance =
    one.instance ??
    createHash('sha256')
      .update(JSON.stringify([answers, one.leaves]))
      .digest('hex')
  const now = await carried(viewer, edition.slug, { edition: edition.id, answers })
  const homeless = now.kept.map(({ slot }) => ({
    place: label(slotLabel(definition, slot)) || slot,
    message: t('workshop.noPlaceNow', { edition: edition.name }),
  }))
  return {
    instance: instance.slice(0, 200),
    edition: now.edition,
    answers: now.answers,
    faults: [...faults, ...homeless],
  }
}

const batches = (me: number, which: ReturnType<typeof sql>) => sql<Batch>`
  select field_batch.id, field_batch.ref, field_batch.instrument, slug, file, lang,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD') as at,
    (select count(*)::int from field_submission where batch = field_batch.id) as submissions,
    (select count(*)::int from field_draft where batch = field_batch.id) as made
  from field_batch join instrument on instrument.thing = field_batch.instrument
  where person = ${me} and ${which} order by field_batch.at desc, field_batch.id desc limit 20`

/** What somebody brought, the last first. */
export async function batchesOf(viewer: Viewer, instrument: number): Promise<Batch[]> {
  const { rows } = await batches(personOf(viewer), sql`field_batch.instrument = ${instrument}`).execute(db())
  return rows
}

/** One of them; 404 for those of others. */
export async function batchFor(viewer: Viewer, ref: string): Promise<Batch> {
  dependsOn(ref)
  if (!isRef(ref)) missing()
  const { rows } = await batches(personOf(viewer), sql`field_batch.ref = ${ref}`).execute(db())
  return found(rows[0])
}

/** A submission as it was understood, and what became of it. */
export interface Brought {
  number: number
  instance: string
  edition: number
  answers: Answers
  faults: FieldFault[]
  /** It was made a draft, now or before. */
  made: boolean
  /** The draft, as long as there is one. */
  draft: Ref | null
  /** From this file. */
  here: boolean
}

export const linesShown = 25

/** With the draft that each was made, from this file or before. */
const joined = (viewer: Viewer, { id, instrument }: Batch) => sql`
  from field_submission
    left join field_draft on field_draft.person = ${personOf(viewer)} and field_draft.instrument = ${instrument}
      and field_draft.instance = field_submission.instance
    left join thing on thing.id = field_draft.draft
  where field_submission.batch = ${id}`

const unmade = sql`field_draft.instance is null and answers <> '{}'`

/** The submissions of a batch, of one page or, without one, the first that no draft was made of yet. */
export async function submissionsOf(
  viewer: Viewer,
  batch: Batch,
  page: number | undefined,
  most: number,
): Promise<Brought[]> {
  const { rows } = await sql<Brought>`
    select number, field_submission.instance, edition, answers, faults,
      field_draft.instance is not null as made, thing.ref as draft, coalesce(field_draft.batch = ${batch.id}, false) as here
    ${joined(viewer, batch)} ${page === undefined ? sql`and ${unmade}` : sql``}
    order by number limit ${most} offset ${((page ?? 1) - 1) * most}`.execute(db())
  return rows
}

/** Of how many a draft can still be made. */
export async function leftOf(viewer: Viewer, batch: Batch): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(distinct field_submission.instance)::int as left ${joined(viewer, batch)} and ${unmade}`.execute(
    db(),
  )
  return rows[0]!.left
}
