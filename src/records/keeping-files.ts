import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically } from '../base/database/database.ts'
import { onlyTried } from '../base/database/only-tried.ts'
import {
  moveFile,
  removeFile,
  returnFile,
  type Said,
  sayOfFile,
  useFile,
  writeFile,
} from '../base/files/keeping.ts'
import { discard, place, type Received, receive } from '../base/files/receiving.ts'
import { type FileUse, filesOf, removedOf } from '../base/files/uses.ts'
import type { Sent } from '../base/http/multipart.ts'
import { emptyReport, type ImportReport, refusedAt } from '../base/import.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { mayTend } from './access.ts'
import { type RecordVersion, recordFor } from './reading.ts'

export interface RecordFiles {
  record: RecordVersion
  files: FileUse[]
  /** Those that can still be brought back. */
  removed: FileUse[]
}

/** The files of a record for whoever keeps them; the refusals of `recordFor`, and 403 for everybody else. */
export async function filesToKeep(viewer: Viewer, ref: string): Promise<RecordFiles> {
  const record = await keptBy(viewer, ref)
  return { record, files: await filesOf(record.thing), removed: await removedOf(record.thing) }
}

async function keptBy(viewer: Viewer, ref: string): Promise<RecordVersion> {
  const record = await recordFor(viewer, ref)
  if (!(await mayTend(viewer, record))) refuse('forbidden', 'records.mayNotKeepFiles')
  return record
}

/**
 * Takes files for a record as they arrive, each by itself: one that is refused is named in the report with
 * the reason, and every other is kept. `dryRun` says what would happen. The refusals of `filesToKeep`.
 */
export async function addFiles(
  viewer: Viewer,
  ref: string,
  given: AsyncIterable<Sent>,
  { dryRun = false, ...said }: { dryRun?: boolean } & Omit<Said, 'ref'> = {},
): Promise<ImportReport> {
  const record = await keptBy(viewer, ref)
  const report = emptyReport()
  try {
    for await (const sent of given) {
      try {
        const received = await receive(viewer, sent.stream, sent)
        report[await addOne(viewer, record, received, said, dryRun)]++
      } catch (error) {
        report.faults.push(refusedAt(sent.name, error))
      }
    }
  } catch (error) {
    report.faults.push(refusedAt('', error))
  }
  return report
}

async function addOne(
  viewer: Viewer,
  record: RecordVersion,
  received: Received,
  said: Said,
  dryRun: boolean,
): Promise<'made' | 'unchanged'> {
  // The bytes first, and outside of the transaction: what nobody uses is swept.
  await (dryRun ? discard(received) : place(received))
  return onlyTried(dryRun, async () => {
    await writeFile(received, { tried: dryRun })
    const { outcome, ref, name } = await useFile(record.thing, received.hash, received.name, said)
    if (outcome === 'made') {
      await audit(viewer, 'file.added', record.thing, { file: ref, name })
      await tell(record)
    }
    return outcome
  })
}

async function tell({ thing, ref }: RecordVersion): Promise<void> {
  await changed(ref, 'records', 'things')
  await announce('thing.changed', { ids: [thing] })
}

/** Whatever changes one file of a record: 404 when there is no such file. */
const changing = (
  viewer: Viewer,
  ref: string,
  verb: string,
  work: (record: RecordVersion) => Promise<unknown>,
): Promise<void> =>
  atomically(async () => {
    const record = await keptBy(viewer, ref)
    found((await work(record)) || undefined)
    await audit(viewer, verb, record.thing)
    await tell(record)
  })

/** Says its caption, by language, who made it and under which licence, and where it stands, from 1. */
export const describeFile = (
  viewer: Viewer,
  ref: string,
  file: string,
  { position, ...said }: Required<Omit<Said, 'ref'>> & { position: number },
): Promise<void> =>
  changing(viewer, ref, 'file.described', async ({ thing }) => {
    const there = await sayOfFile(thing, file, said)
    if (there) await moveFile(thing, file, position)
    return there
  })

/** Takes a file away; for thirty days it can be brought back. */
export const takeFileAway = (viewer: Viewer, ref: string, file: string): Promise<void> =>
  changing(viewer, ref, 'file.removed', ({ thing }) => removeFile(thing, file))

/** Brings it back; refuses when another file has its name by now. */
export const bringFileBack = (viewer: Viewer, ref: string, file: string): Promise<void> =>
  changing(viewer, ref, 'file.returned', ({ thing }) => returnFile(thing, file))
