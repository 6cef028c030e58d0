import { Refusal } from '../base/refusal.ts'
import { system } from '../base/viewer.ts'
import { exportRecordInto } from '../records/exporting.ts'
import { exitCodes } from './exits.ts'
import { onDatabase } from './running.ts'

/** Writes a record as `<ref>.json` into the folder, and its files beside it, into `files/<ref>/`. */
export async function exportRecordTo(what: string, ref: string, folder: string): Promise<number> {
  if (what !== 'record') {
    process.stderr.write(`There is no export of "${what}": it is record.\n`)
    return exitCodes.wrong
  }
  try {
    const { file, record } = await onDatabase(() => exportRecordInto(system('export'), ref, folder))
    process.stdout.write(
      `Wrote ${file}${record.files ? ` and ${record.files.length} files beside it` : ''}.\n`,
    )
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`There is no record ${ref} to export.\n`)
    return exitCodes.failed
  }
}
