import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../base/refusal.ts'
import { system } from '../base/viewer.ts'
import { exportRecord } from '../records/exporting.ts'
import { exitCodes } from './exits.ts'
import { onDatabase } from './running.ts'

/** Writes a record as `<ref>.json` into the folder. */
export async function exportRecordTo(what: string, ref: string, folder: string): Promise<number> {
  if (what !== 'record') {
    process.stderr.write(`There is no export of "${what}": it is record.\n`)
    return exitCodes.wrong
  }
  try {
    const record = await onDatabase(() => exportRecord(system('export'), ref))
    mkdirSync(folder, { recursive: true })
    const file = join(folder, `${ref}.json`)
    writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`)
    process.stdout.write(`Wrote ${file}.\n`)
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`There is no record ${ref} to export.\n`)
    return exitCodes.failed
  }
}
