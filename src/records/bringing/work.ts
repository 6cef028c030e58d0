import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { asReader, isInterfaceLanguage } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { JobKind } from '../../base/jobs.ts'
import { log } from '../../base/log.ts'
import { Refusal } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { viewerOfPerson } from '../../people/viewing.ts'
import { mayBring } from './access.ts'
import { applyRun } from './applying.ts'
import { previewRun } from './previewing.ts'
import { readIn } from './reading-in.ts'
import { isAtWork, isWhole, type Run } from './run.ts'
import { runFor } from './runs.ts'
import { workName } from './sending.ts'
import { bytesSent, letGo } from './sent.ts'
import { undoRun } from './undoing.ts'
import { Unreadable } from './unreadable.ts'
import { previewWhole, takeWhole, undoWhole } from './whole.ts'

/**
 * Does what the state of an import asks for, in the name and with the rights of whoever brings it in, and
 * tells its faults in their language. What goes wrong is kept with it, in words, and can be gone on with.
 */
export async function doWork(ref: string, told?: (through: number, lines: number) => void): Promise<void> {
  const run = await runFor(system('import'), ref)
  if (!isAtWork(run.state)) return
  const lang = isInterfaceLanguage(run.lang) ? run.lang : 'en'
  await asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, async () => {
    try {
      await doStep(await viewerOf(run), run, (through) => told?.(through, run.lines))
      await letGo(run.ref)
    } catch (error) {
      const why = reasonOf(error)
      if (why === undefined)
        log.error({ import: ref, error: String(error) }, 'an import failed and can be gone on with')
      await fail(run, why ?? t('imports.failed'))
    }
  })
}

/** What is said of an import that was refused; nothing where the fault is ours. */
const reasonOf = (error: unknown): string | undefined =>
  error instanceof Unreadable ? error.message : error instanceof Refusal ? said(error) : undefined

/** Rights that ended since it began do no more. */
async function viewerOf({ person }: Run): Promise<Viewer> {
  if (person === null) return system('import')
  const viewer = await viewerOfPerson(person)
  if (!viewer || !mayBring(viewer)) throw new Unreadable(t('imports.mayNot'))
  return viewer
}

async function doStep(viewer: Viewer, run: Run, told: (through: number) => void): Promise<void> {
  if (isWhole(run.kind)) return doWholeStep(viewer, run)
  switch (run.state) {
    case 'reading': {
      await readIn(run, await bytesSent(run))
      const read = await runFor(system('import'), run.ref)
      return read.state === 'previewing' ? previewRun(viewer, read, told) : undefined
    }
    case 'previewing':
      return previewRun(viewer, run, told)
    case 'running':
      return applyRun(viewer, run, told)
    case 'undoing':
      return undoRun(viewer, run, told)
  }
}

async function doWholeStep(viewer: Viewer, run: Run): Promise<void> {
  switch (run.state) {
    case 'reading':
    case 'previewing':
      return previewWhole(viewer, run)
    case 'running':
      return (await takeWhole(viewer, run)) ? undefined : previewWhole(viewer, run)
    case 'undoing':
      return undoWhole(viewer, run)
  }
}

const fail = async ({ id, state }: Run, words: string): Promise<void> =>
  void (await sql`
    update import_run set state = 'failed', failed_in = ${state}, error = ${words} where id = ${id} and state = ${state}`.execute(
    db(),
  ))

export const importJob: JobKind = {
  name: workName,
  run: (data) => doWork((data as { import: string }).import),
}
