import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { finish } from './line-by-line.ts'
import { openRun, textIn } from './opening.ts'
import { planQuestionnaire, takeQuestionnaire } from './questionnaire-file.ts'
import type { Run, WholeLine } from './run.ts'
import { bytesSent } from './sent.ts'
import { planVocabulary, takeVocabulary, undoVocabulary } from './vocabulary-file.ts'

/** Says what a vocabulary or a questionnaire would change, in place of what was said of it before. */
export async function previewWhole(viewer: Viewer, run: Run): Promise<void> {
  const { text, encoding } = await textOf(run)
  const lines = (await planned(viewer, run, text)).map(({ title, plan, ...line }) => ({
    ...line,
    plan: { title, ...plan },
  }))
  await openRun(run, lines, {
    state: 'previewed',
    through: lines.length,
    reading: { format: 'text', encoding },
    matching: run.matching,
  })
}

const planned = (viewer: Viewer, run: Run, text: string): Promise<WholeLine[]> =>
  run.kind === 'vocabulary' ? planVocabulary(viewer, run, text) : planQuestionnaire(viewer, text)

/**
 * Takes in what was previewed, whole or not at all. Where that would do something else by now it does nothing
 * and gives false: the import is to be previewed again, and says why.
 */
export async function takeWhole(viewer: Viewer, run: Run): Promise<boolean> {
  const { text } = await textOf(run)
  return atomically(async () => {
    const { rows } = await sql<{ state: string }>`
      select state from import_run where id = ${run.id} for update`.execute(db())
    if (rows[0]?.state !== 'running') return true
    const now = await planned(viewer, run, text)
    if (!isDeepStrictEqual(now.map(asSeen), await seenOf(run.id))) {
      await sql`
        update import_run set state = 'previewing', error = ${t('imports.staleWhole')} where id = ${run.id}`.execute(
        db(),
      )
      return false
    }
    if (run.kind === 'vocabulary') await takeVocabulary(viewer, run, text)
    else await takeQuestionnaire(viewer, text)
    await sql`update import_line set done = true where run = ${run.id}`.execute(db())
    await finish(run.id, 'done')
    return true
  })
}

/** What whoever pressed the button had read. */
const asSeen = ({ outcome, title, differences }: Pick<WholeLine, 'outcome' | 'title' | 'differences'>) =>
  JSON.parse(JSON.stringify({ outcome, title, differences }))

async function seenOf(run: number): Promise<unknown[]> {
  const { rows } = await sql<Pick<WholeLine, 'outcome' | 'title' | 'differences'>>`
    select outcome, plan ->> 'title' as title, differences from import_line where run = ${run} order by position`.execute(
    db(),
  )
  return rows.map(asSeen)
}

/** Gives the topics of a vocabulary their former words again; a questionnaire stays. */
export async function undoWhole(viewer: Viewer, run: Run): Promise<void> {
  await atomically(async () => {
    if (run.kind !== 'vocabulary') refuse('conflict', 'imports.instrumentStays')
    await undoVocabulary(viewer, run)
    await finish(run.id, 'undone')
  })
}

async function textOf(run: Run): Promise<ReturnType<typeof textIn>> {
  return textIn(await bytesSent(run), run.matching)
}
