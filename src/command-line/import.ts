import { readFileSync } from 'node:fs'
import { addReports, emptyReport, type ImportReport } from '../base/import.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { system } from '../base/viewer.ts'
import { importEditionFile } from '../instruments/edition-files.ts'
import { importInstrumentFile } from '../instruments/importing.ts'
import { reactions } from '../reactions.ts'
import { importRecordFile } from '../records/importing.ts'
import { importVocabularyFile } from '../vocabularies/importing.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'
import { onDatabase } from './running.ts'

type Importer = (
  viewer: ReturnType<typeof system>,
  file: { name: string; bytes: Buffer },
  options: { dryRun: boolean },
) => Promise<ImportReport>

const importers: Record<string, Importer> = {
  instrument: importInstrumentFile,
  edition: importEditionFile,
  vocabulary: importVocabularyFile,
  record: importRecordFile,
}

/** Takes files in one by one; prints every fault with its place and one line that sums up. */
export async function importFiles(
  what: string,
  files: string[],
  { dryRun = false }: { dryRun?: boolean },
): Promise<number> {
  const take = importers[what]
  if (!take) {
    process.stderr.write(
      `There is no import of "${what}": it is one of ${Object.keys(importers).join(', ')}.\n`,
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

async function takeFile(take: Importer, name: string, dryRun: boolean): Promise<ImportReport> {
  let bytes: Buffer
  try {
    bytes = readFileSync(name)
  } catch (error) {
    return { ...emptyReport(), faults: [{ place: name, message: whyUnread(error as NodeJS.ErrnoException) }] }
  }
  return take(system('import'), { name, bytes }, { dryRun })
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
