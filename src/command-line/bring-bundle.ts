import { sql } from 'kysely'
import { importBundle, type TakenIn } from '../archive/bundle/taking.ts'
import { undoBundle } from '../archive/bundle/undoing.ts'
import { db } from '../base/database/database.ts'
import { onlyTried } from '../base/database/only-tried.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { Refusal } from '../base/refusal.ts'
import { said } from '../base/said.ts'
import { system } from '../base/viewer.ts'
import { loadPacks } from '../packs.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'

const viewer = system('import')

/**
 * Takes a bundle in; gives what came of it and what to take back. It stands on the places, topics and questionnaires
 * that every instance knows once it was started: they come first, be they only tried as well.
 */
export const bringBundle = (path: string, dryRun: boolean): Promise<TakenIn> =>
  onlyTried(dryRun, async () => {
    await loadPacks({ demo: false })
    return importBundle(viewer, path, {
      dryRun,
      told: (through, files) => progress(`${path}: ${through} of ${files} files`),
    })
  })

/** Takes a bundle back, by its ref; nothing where there is no such one. */
export async function undoneBundle(ref: string): Promise<number | undefined> {
  const { rows } = await sql`select from bundle_import where ref = ${ref}`.execute(db())
  if (rows.length === 0) return undefined
  try {
    const { went, stayed } = await undoBundle(viewer, ref)
    for (const { called, why } of stayed)
      process.stdout.write(
        `${inReach(called).text}: ${why === 'added' ? t('bundle.staysAdded') : t('bundle.staysChanged')}\n`,
      )
    process.stdout.write(`Took back ${went}, left ${stayed.length}.\n`)
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${said(error)}\n`)
    return exitCodes.failed
  }
}
