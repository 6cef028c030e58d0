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
import { importRecordFile } from '../records/importing.ts'
import { addFiles } from '../records/keeping-files.ts'
import { importVocabularyFile } from '../vocabularies/importing.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'
import { onDatabase } from './running.ts'

type Importer = (
  viewer: ReturnType<typeof system>,
  file: { name: string; bytes: Buffer },
  options: { dryRun: boolean },
) => Promise<ImportReport>

/** Takes in the file of that path. */
type Taker = (path: string, options: { dryRun: boolean }) => Promise<ImportReport>

const whole =
  (take: Importer): Taker =>
  (name, options) =>
    take(system('import'), { name, bytes: readFileSync(name) }, options)

const importers: Record<string, Taker> = {
  instrument: whole(importInstrumentFile),
  edition: whole(importEditionFile),
  vocabulary: whole(importVocabularyFile),
  record: whole(importRecordFile),
}

/** Files that a record is to have; unlike the others they may be too large to hold at once. */
const filesOfRecord =
  (ref: string): Taker =>
  async (path, options) => {
    const stream = createReadStream(path)
    await once(stream, 'open')
    const report = await addFiles(system('import'), ref, from([{ name: basename(path), stream }]), options)
    stream.destroy()
    return report
  }

async function* from<T>(all: T[]): AsyncGenerator<T> {
  yield* all
}

/** Takes files in one by one; prints every fault with its place and one line that sums up. */
export async function importFiles(
  what: string,
  files: string[],
  { dryRun = false }: { dryRun?: boolean },
): Promise<number> {
  const take = what === 'file' ? filesOfRecord(files.shift()!) : importers[what]
  if (what === 'file' && files.length === 0) {
    process.stderr.write('Say the record and then its files: import file REF FILE…\n')
    return exitCodes.wrong
  }
  if (!take) {
    process.stderr.write(
      `There is no import of "${what}": it is one of ${[...Object.keys(importers), 'file'].join(', ')}.\n`,
    )
    return exitCodes.wrong
  }
  const report = await onDatabase(async () => {
    let all = emptyReport()
    for (const [i, name] of files.entries()) {
      progress(`${i + 1} of ${files.length}: ${name}`)
      all = addReports(all, await takeFile(take, name, dryRun))
    }
    progress()
    if (!dryRun) await drain(reactions)
    return all
  })
  for (const { place, message } of report.faults) process.stderr.write(`${place}: ${message}\n`)
  const faults = report.faults.filter(({ note }) => !note).length
  for (const line of report.difference ?? []) process.stdout.write(`${line}\n`)
  const did = dryRun ? 'Would make' : 'Made'
  process.stdout.write(
    `${did} ${report.made}, ${dryRun ? 'change' : 'changed'} ${report.changed}, unchanged ${report.unchanged}, faults ${faults}.\n`,
  )
  return faults ? exitCodes.failed : exitCodes.worked
}

async function takeFile(take: Taker, name: string, dryRun: boolean): Promise<ImportReport> {
  try {
    return await take(name, { dryRun })
  } catch (error) {
    if (error instanceof Refusal) return { ...emptyReport(), faults: [refusedAt(name, error)] }
    if (!['open', 'read'].includes((error as NodeJS.ErrnoException).syscall ?? '')) throw error
    return { ...emptyReport(), faults: [{ place: name, message: whyUnread(error as NodeJS.ErrnoException) }] }
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
