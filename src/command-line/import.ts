import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { addReports, emptyReport, type ImportReport, refusedAt } from '../base/import.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { Refusal } from '../base/refusal.ts'
import { system } from '../base/viewer.ts'
import { importEditionFile } from '../instruments/edition-files.ts'
import { importInstrumentFile } from '../instruments/importing.ts'
import { reactions } from '../reactions.ts'
import { broughtKinds, type wholeKinds } from '../records/bringing/run.ts'
import { noteWhole } from '../records/bringing/whole-files.ts'
import { importRecordFile } from '../records/importing.ts'
import { addFiles, recordWithFiles } from '../records/keeping-files.ts'
import { importVocabularyFile } from '../vocabularies/importing.ts'
import { bringFile, undoImport } from './bring.ts'
import { bringBundle, undoneBundle } from './bring-bundle.ts'
import { bringMbox, undoMbox } from './bring-list.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'
import { onDatabase } from './running.ts'

type Importer = (
  viewer: ReturnType<typeof system>,
  file: { name: string; bytes: Buffer },
  options: { dryRun: boolean },
) => Promise<ImportReport>

interface Options {
  dryRun: boolean
  /** For tables: the questionnaire their records answer. */
  instrument?: string
  /** For a mailing list: the community it is brought to. */
  community?: string
}

/** What came of a file and, where it can be taken back, the import to take back. */
interface Taken {
  report: ImportReport
  ref?: string
}

/** Takes in the file of that path; with the others that were named, if they are one thing together. */
type Taker = (path: string, options: Options, others: string[]) => Promise<Taken>

const viewer = system('import')

const plain =
  (take: Importer): Taker =>
  async (name, options) => ({ report: await take(viewer, { name, bytes: readFileSync(name) }, options) })

/** Noted, so that it can be read of later; only records can be taken back, for they may stand on the others. */
const whole =
  (kind: (typeof wholeKinds)[number], take: Importer): Taker =>
  async (name, options) => {
    const bytes = readFileSync(name)
    const work = () => take(viewer, { name, bytes }, options)
    if (options.dryRun) return { report: await work() }
    const { report, ref } = await noteWhole(viewer, { kind, file: name, take: work })
    return kind === 'record' ? { report, ref } : { report }
  }

const lineByLine =
  (kind: (typeof broughtKinds)[number]): Taker =>
  (name, options) =>
    bringFile(kind, name, options)

const importers: Record<string, Taker> = {
  instrument: whole('instrument', importInstrumentFile),
  edition: plain(importEditionFile),
  community: (path, { dryRun }) => bringBundle(path, dryRun),
  vocabulary: whole('vocabulary', importVocabularyFile),
  record: whole('record', importRecordFile),
  mbox: (name, { dryRun, community = '' }, others) => bringMbox([name, ...others], { dryRun, community }),
  ...Object.fromEntries(broughtKinds.map((kind) => [kind, lineByLine(kind)])),
}

/** Files that a record is to have; unlike the others they may be too large to hold at once. */
const filesOfRecord =
  (ref: string): Taker =>
  async (path, options) => {
    const stream = createReadStream(path)
    await once(stream, 'open')
    const report = await addFiles(
      recordWithFiles,
      viewer,
      ref,
      from([{ name: basename(path), stream }]),
      options,
    )
    stream.destroy()
    return { report }
  }

async function* from<T>(all: T[]): AsyncGenerator<T> {
  yield* all
}

interface Asked {
  dryRun?: boolean
  instrument?: string
  community?: string
  /** An import to take back, instead of files to take in. */
  undo?: string
}

/** Takes files in one by one; prints every fault with its place and one line that sums up, then how to take it back. */
export async function importFiles(
  what: string | undefined,
  files: string[],
  { dryRun = false, instrument, community, undo }: Asked,
): Promise<number> {
  if (undo !== undefined) return onDatabase(() => undone(undo))
  const take = what === 'file' ? filesOfRecord(files.shift() ?? '') : importers[what ?? '']
  if (!take || files.length === 0) {
    process.stderr.write(wrongCall(what))
    return exitCodes.wrong
  }
  if (what === 'mbox' && !community) {
    process.stderr.write('Say to which community: import mbox FILE… --community SLUG\n')
    return exitCodes.wrong
  }
  const { report, refs } = await onDatabase(async () => {
    let all = emptyReport()
    const refs: string[] = []
    // The files of a list are one list.
    const [first = '', ...others] = files
    const turns = what === 'mbox' ? [{ name: first, others }] : files.map((name) => ({ name, others: [] }))
    for (const [i, { name, others }] of turns.entries()) {
      progress(`${i + 1} of ${turns.length}: ${name}`)
      const { report, ref } = await takeFile(take, name, { dryRun, instrument, community }, others)
      all = addReports(all, report)
      if (ref) refs.push(ref)
    }
    progress()
    if (!dryRun) await drain(reactions)
    return { report: all, refs }
  })
  return told(report, refs, dryRun)
}

function wrongCall(what: string | undefined): string {
  const kinds = [...Object.keys(importers), 'file']
  if (what === 'file') return 'Say the record and then its files: import file REF FILE…\n'
  if (what !== undefined && !kinds.includes(what))
    return `There is no import of "${what}": it is one of ${kinds.join(', ')}.\n`
  return 'It is: import WHAT FILE…, or import --undo ID\n'
}

/** Names in what came from elsewhere may hold signs that move what a terminal shows. */
const harmless = (words: string): string => words.replace(/\p{Cc}/gu, ' ')

function told(report: ImportReport, refs: string[], dryRun: boolean): number {
  for (const { place, message } of report.faults)
    process.stderr.write(`${harmless(`${place}: ${message}`)}\n`)
  const faults = report.faults.filter(({ note }) => !note).length
  for (const line of report.difference ?? []) process.stdout.write(`${line}\n`)
  const did = dryRun ? 'Would make' : 'Made'
  process.stdout.write(
    `${did} ${report.made}, ${dryRun ? 'change' : 'changed'} ${report.changed}, unchanged ${report.unchanged}, faults ${faults}.\n`,
  )
  for (const ref of refs) process.stdout.write(`To take it back: import --undo ${ref}\n`)
  return faults ? exitCodes.failed : exitCodes.worked
}

async function undone(ref: string): Promise<number> {
  const code = (await undoMbox(ref)) ?? (await undoneBundle(ref)) ?? (await undoImport(ref))
  if (code === exitCodes.worked) await drain(reactions)
  return code
}

async function takeFile(take: Taker, name: string, options: Options, others: string[]): Promise<Taken> {
  try {
    return await take(name, options, others)
  } catch (error) {
    if (error instanceof Refusal) return { report: { ...emptyReport(), faults: [refusedAt(name, error)] } }
    if (!['open', 'read', 'stat', 'scandir'].includes((error as NodeJS.ErrnoException).syscall ?? ''))
      throw error
    const message = whyUnread(error as NodeJS.ErrnoException)
    const place = (error as NodeJS.ErrnoException).path ?? name
    return { report: { ...emptyReport(), faults: [{ place, message }] } }
  }
}

function whyUnread({ code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file'
    case 'EISDIR':
      return 'it is a folder, not a file'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it'
    default:
      return `it could not be read (${code})`
  }
}
