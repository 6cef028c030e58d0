import { noteBundle } from '../archive/bundle/keeping.ts'
import { writeBundle } from '../archive/bundle/writing.ts'
import { Refusal } from '../base/refusal.ts'
import { said } from '../base/said.ts'
import { system } from '../base/viewer.ts'
import { exportRecordInto } from '../records/exporting.ts'
import { exitCodes } from './exits.ts'
import { onDatabase } from './running.ts'

/** Writes a record as `<ref>.json` into the folder, and its files beside it, into `files/<ref>/`; or a community as a bundle. */
export async function exportTo(
  what: string,
  ref: string,
  folder: string,
  { withoutClosed = false } = {},
): Promise<number> {
  if (what === 'community') return exportCommunityTo(ref, folder, !withoutClosed)
  if (what !== 'record') {
    process.stderr.write(`There is no export of "${what}": it is record or community.\n`)
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

async function exportCommunityTo(slug: string, folder: string, closed: boolean): Promise<number> {
  const viewer = system('export')
  try {
    const { files, bytes } = await onDatabase(async () => {
      const { manifest, held } = await writeBundle(viewer, slug, folder, { closed, by: 'operator' })
      await noteBundle(viewer, slug, closed, held)
      return { files: manifest.files.length, bytes: manifest.files.reduce((sum, one) => sum + one.bytes, 0) }
    })
    process.stdout.write(`Wrote the community ${slug} to ${folder}: ${files} files, ${bytes} bytes.\n`)
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const why = error.kind === 'missing' ? `There is no community ${slug} to export.` : said(error)
    process.stderr.write(`${why}\n`)
    return exitCodes.failed
  }
}
