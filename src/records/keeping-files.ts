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
import type { SentAlong } from '../base/http/form-with-files.ts'
import type { Sent } from '../base/http/multipart.ts'
import type { Ref } from '../base/ids.ts'
import { emptyReport, type ImportReport, refusedAt } from '../base/import.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Lang, Text } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Url, url } from '../ui/url.ts'
import { mayTend } from './access.ts'
import { recordUrl } from './address.ts'
import { languagesOf } from './languages.ts'
import { recordFor } from './reading.ts'

/** What files are kept with: a record, or a draft of one. */
export interface FileHolder {
  thing: number
  ref: Ref
  title: Text
  /** The languages that captions are written in. */
  langs: Lang[]
  /** Its page, and the address that those of its files begin with. */
  href: Url
  at: Url
}

/** Finds it for whoever may keep its files; refuses everybody else. */
export type HolderFor = (viewer: Viewer, ref: string) => Promise<FileHolder>

/** The refusals of `recordFor`, and 403 for whoever neither keeps nor curates it. */
export const recordWithFiles: HolderFor = async (viewer, ref) => {
  const record = await recordFor(viewer, ref)
  if (!(await mayTend(viewer, record))) refuse('forbidden', 'records.mayNotKeepFiles')
  return {
    thing: record.thing,
    ref: record.ref,
    title: record.content.title,
    langs: languagesOf(record.content),
    href: recordUrl(record),
    at: url`/records/${record.ref}`,
  }
}

export interface HeldFiles {
  holder: FileHolder
  files: FileUse[]
  /** Those that can still be brought back. */
  removed: FileUse[]
}

/** The files of a thing for whoever keeps them; the refusals of its holder, here and below. */
export async function filesToKeep(holderFor: HolderFor, viewer: Viewer, ref: string): Promise<HeldFiles> {
  const holder = await holderFor(viewer, ref)
  return { holder, files: await filesOf(holder.thing), removed: await removedOf(holder.thing) }
}

/**
 * Takes files as they arrive, each by itself: one that is refused is named in the report with the reason,
 * and every other is kept. `dryRun` says what would happen.
 */
export async function addFiles(
  holderFor: HolderFor,
  viewer: Viewer,
  ref: string,
  given: AsyncIterable<Sent>,
  { dryRun = false, ...said }: { dryRun?: boolean } & Omit<Said, 'ref'> = {},
): Promise<ImportReport> {
  const holder = await holderFor(viewer, ref)
  const report = emptyReport()
  try {
    for await (const sent of given) {
      try {
        const received = await receive(viewer, sent.stream, sent)
        report[await addOne(viewer, holder, received, said, dryRun)]++
      } catch (error) {
        report.faults.push(refusedAt(sent.name, error))
      }
    }
  } catch (error) {
    report.faults.push(refusedAt('', error))
  }
  return report
}

/** Keeps what came along with the form that made a thing. What was refused as it came is in the report too. */
export async function addSent(
  holderFor: HolderFor,
  viewer: Viewer,
  ref: string,
  { files, faults }: Pick<SentAlong, 'files' | 'faults'>,
): Promise<ImportReport> {
  const report = { ...emptyReport(), faults: [...faults] }
  if (files.length === 0) return report
  const holder = await holderFor(viewer, ref)
  for (const file of files)
    try {
      report[await addOne(viewer, holder, file, {}, false)]++
    } catch (error) {
      report.faults.push(refusedAt(file.name, error))
    }
  return report
}

async function addOne(
  viewer: Viewer,
  holder: FileHolder,
  received: Received,
  said: Said,
  dryRun: boolean,
): Promise<'made' | 'unchanged'> {
  // The bytes first, and outside of the transaction: what nobody uses is swept.
  await (dryRun ? discard(received) : place(received))
  return onlyTried(dryRun, async () => {
    await writeFile(received, { tried: dryRun })
    const { outcome, ref, name } = await useFile(holder.thing, received.hash, received.name, said)
    if (outcome === 'made') {
      await audit(viewer, 'file.added', holder.thing, { file: ref, name })
      await tell(holder)
    }
    return outcome
  })
}

async function tell({ thing, ref }: FileHolder): Promise<void> {
  await changed(ref, 'records', 'things')
  await announce('thing.changed', { ids: [thing] })
}

/** Whatever changes one file: 404 when there is no such file. */
const changing = (
  holderFor: HolderFor,
  viewer: Viewer,
  ref: string,
  verb: string,
  work: (thing: number) => Promise<unknown>,
): Promise<void> =>
  atomically(async () => {
    const holder = await holderFor(viewer, ref)
    found((await work(holder.thing)) || undefined)
    await audit(viewer, verb, holder.thing)
    await tell(holder)
  })

/** Says its caption, by language, who made it and under which licence, and where it stands, from 1. */
export const describeFile = (
  holderFor: HolderFor,
  viewer: Viewer,
  ref: string,
  file: string,
  { position, ...said }: Required<Omit<Said, 'ref'>> & { position: number },
): Promise<void> =>
  changing(holderFor, viewer, ref, 'file.described', async (thing) => {
    const there = await sayOfFile(thing, file, said)
    if (there) await moveFile(thing, file, position)
    return there
  })

/** Takes a file away; for thirty days it can be brought back. */
export const takeFileAway = (
  holderFor: HolderFor,
  viewer: Viewer,
  ref: string,
  file: string,
): Promise<void> => changing(holderFor, viewer, ref, 'file.removed', (thing) => removeFile(thing, file))

/** Brings it back; refuses when another file has its name by now. */
export const bringFileBack = (
  holderFor: HolderFor,
  viewer: Viewer,
  ref: string,
  file: string,
): Promise<void> => changing(holderFor, viewer, ref, 'file.returned', (thing) => returnFile(thing, file))
