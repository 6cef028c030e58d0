import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import JSZip from 'jszip'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { type Arrived, arrive, discard, fileLimit } from '../../base/files/receiving.ts'
import { filesOf } from '../../base/files/uses.ts'
import { refuseBomb } from '../../base/files/zip-sizes.ts'
import type { Sent } from '../../base/http/multipart.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { type Fault, refusedAt } from '../../base/import.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { addFiles } from '../keeping-files.ts'
import { draftWithFiles } from '../writing/draft-files.ts'
import { repeatOf } from '../writing/path.ts'
import { saveAnswers } from '../writing/saving.ts'
import { type Batch, batchFor } from './batches.ts'
import { carried } from './carried.ts'
import type { FieldFault } from './submission.ts'

/** So many files are taken at a time; a zip is one of them. */
export const mediaBounds = () => ({ total: 4 * fileLimit(), files: 200 })
/** What a zip may hold, packed. */
const largestZip = (): number => 2 * fileLimit()

/** A picture or a file that a submission names, and the draft that waits for it. */
interface Wanted {
  number: number
  instance: string
  draft: Ref
  thing: number
  edition: number
  fault: FieldFault & { file: { path: string; name: string } }
}

const wantedOf = async (viewer: Viewer, { id, instrument }: Batch): Promise<Wanted[]> =>
  (
    await sql<Wanted>`
      select field_submission.number, field_submission.instance, thing.ref as draft, thing.id as thing, edition, fault
      from field_submission
        join field_draft on field_draft.person = ${personOf(viewer)} and field_draft.instrument = ${instrument}
          and field_draft.instance = field_submission.instance
        join thing on thing.id = field_draft.draft, jsonb_array_elements(faults) as fault
      where field_submission.batch = ${id} and fault ? 'file' order by number`.execute(db())
  ).rows

/** How many files the drafts of a batch still wait for. */
export const mediaWanted = async (viewer: Viewer, batch: Batch): Promise<number> =>
  (await wantedOf(viewer, batch)).length

export interface Brought {
  attached: number
  /** What was refused or named by no submission; what is missing still stands at its line. */
  faults: Fault[]
}

/**
 * Takes the pictures and files of submissions, as ODK and Kobo export them: by themselves or in a zip, in
 * whatever folder. Each is kept with the draft of the submission that names it, as the answer to its question;
 * where its folder is of one submission, it is of no other that has a file of that name. Every draft takes one
 * file for a question at a time; one that is refused is named, and every other is kept. Refuses where no draft
 * waits for any.
 */
export async function bringMedia(viewer: Viewer, ref: string, given: AsyncIterable<Sent>): Promise<Brought> {
  const batch = await batchFor(viewer, ref)
  const wanted = Map.groupBy(await wantedOf(viewer, batch), ({ fault }) => plain(fault.file.name))
  if (wanted.size === 0) refuse('conflict', 'workshop.noMediaWanted')
  const brought: Brought = { attached: 0, faults: [] }
  const tried = new Set<Wanted>()
  const take = async (name: string, stream: Readable): Promise<void> => {
    const who = whose(name, wanted.get(plain(name)) ?? []).filter((one) => !tried.has(one))
    if (who.length === 0) {
      brought.faults.push({ place: name, message: t('workshop.mediaUnnamed', { file: baseOf(name) }) })
      stream.resume()
      return
    }
    await each(stream, name, fileLimit(), async ({ path }) => {
      for (const one of who) {
        tried.add(one)
        const faults = await attach(viewer, batch, one, path)
        brought.faults.push(...faults)
        if (faults.length === 0) brought.attached++
      }
    })
  }
  try {
    for await (const { name, stream } of given)
      try {
        if (/\.zip$/i.test(name))
          await each(stream, name, largestZip(), (zip) => unpacked(zip, name, wanted, take))
        else await take(name, stream)
      } catch (error) {
        brought.faults.push(refusedAt(name, error))
      }
  } catch (error) {
    brought.faults.push(refusedAt('', error))
  }
  await atomically(async () => {
    await audit(viewer, 'submissions.files', batch.instrument, { batch: ref, count: brought.attached })
    await changed(ref)
  })
  return brought
}

const baseOf = (name: string): string => name.split(/[/\\]/).at(-1)!
/** As names are compared: telephones and exports differ in folders and case. */
const plain = (name: string): string => baseOf(name).normalize('NFC').toLowerCase()

/** Those whose file this is: by its folder where that is called as one of them, else all that name it. */
function whose(name: string, who: Wanted[]): Wanted[] {
  const folders = new Set(name.split(/[/\\]/).slice(0, -1).map(bare))
  const own = who.filter(({ instance }) => folders.has(bare(instance)))
  return own.length ? own : who
}

/** Exports call a folder as the submission, or leave out of that what cannot stand in the name of one. */
const bare = (instance: string): string => instance.toLowerCase().replace(/^uuid:?/, '')

/** Writes it down, does the work, and puts it away. */
async function each(
  stream: Readable,
  name: string,
  most: number,
  work: (arrived: Arrived) => Promise<void>,
): Promise<void> {
  const arrived = await arrive(stream, {
    most,
    tooLarge: () => refuse('invalid', 'base.fileLarge', { name, most: Math.floor(most / 1_000_000) }),
    broken: () => refuse('unreadable', 'base.fileBroke', { name }),
  })
  try {
    await work(arrived)
  } finally {
    await discard(arrived)
  }
}

/** What some submission names is taken out of it, each within the bounds of a file; the rest stays packed. */
async function unpacked(
  { path, bytes }: Arrived,
  name: string,
  wanted: Map<string, Wanted[]>,
  take: (name: string, stream: Readable) => Promise<void>,
): Promise<void> {
  await refuseBomb(path, name, bytes)
  const zip = await JSZip.loadAsync(await readFile(path)).catch(() =>
    refuse('invalid', 'base.fileBroken', { name }),
  )
  for (const entry of Object.values(zip.files))
    if (!entry.dir && wanted.has(plain(entry.name)))
      await take(entry.name, new Readable().wrap(entry.nodeStream() as NodeJS.ReadableStream))
}

/** Keeps a file with a draft and answers with it; says why not. */
async function attach(viewer: Viewer, batch: Batch, one: Wanted, path: string): Promise<Fault[]> {
  const { file } = one.fault
  const before = new Set((await filesOf(one.thing)).map(({ ref }) => ref))
  const sent = { name: baseOf(file.name), stream: createReadStream(path) }
  const { faults } = await addFiles(draftWithFiles, viewer, one.draft, Readable.from([sent]))
  if (faults.length) return faults
  const files = await filesOf(one.thing)
  const kept = files.find(({ ref }) => !before.has(ref)) ?? files.find(({ name }) => name === sent.name)
  const { definition } = await carried(viewer, batch.slug, { edition: one.edition, answers: {} })
  const [group = '', row = ''] = file.path.split('/')
  const change = (at: string, value: unknown) => ({ id: randomUUID(), base: 0, path: at, value })
  return atomically(async () => {
    const { revision, outcomes } = await saveAnswers(viewer, one.draft, {
      since: 0,
      changes: [
        ...(repeatOf(definition, group) ? [change(`${group}/${row}`, Number(row.slice(1)))] : []),
        change(file.path, { file: kept?.name ?? sent.name }),
      ],
    })
    if (Object.values(outcomes).at(-1) === 'refused')
      return [{ place: one.fault.place, message: t('workshop.addFile', { file: file.name }) }]
    await sql`
      update field_submission set faults = coalesce((select jsonb_agg(fault) from jsonb_array_elements(faults) as fault
        where fault #>> '{file,path}' is distinct from ${file.path}), '[]')
      where batch = ${batch.id} and number = ${one.number}`.execute(db())
    // What came with the submission is not what somebody wrote since; what they did write stays theirs.
    await sql`
      update field_draft set revision = ${revision} where draft = ${one.thing} and revision = ${revision - 1}`.execute(
      db(),
    )
    return []
  })
}
