import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { Matching, type Run, type RunState } from './run.ts'
import { runFor } from './runs.ts'
import { sendWork } from './sending.ts'
import { refuseKeptVocabulary } from './vocabulary-file.ts'

/** Holds the import, so that of two who press at once the second is refused. */
async function step(
  viewer: Viewer,
  ref: string,
  from: RunState[],
  to: RunState,
  before: (run: Run) => Promise<void> = async () => undefined,
): Promise<void> {
  const run = await runFor(viewer, ref, { lock: true })
  if (!from.includes(run.state)) refuse('conflict', 'imports.notNow')
  await before(run)
  await sql`
    update import_run set state = ${to}, failed_in = null, error = null, through = 0 where id = ${run.id}`.execute(
    db(),
  )
  await audit(viewer, `import.${to}`, undefined, { import: ref })
  await sendWork(ref)
}

/** Keeps what was chosen and has it previewed; another encoding or delimiter has the file read again. */
export function preview(viewer: Viewer, ref: string, chosen: Matching): Promise<void> {
  return atomically(async () => {
    const { reading } = await runFor(viewer, ref)
    const anew =
      (chosen.encoding && reading.encoding && chosen.encoding !== reading.encoding) ||
      (chosen.delimiter && reading.delimiter && chosen.delimiter !== reading.delimiter)
    await step(viewer, ref, ['read', 'previewed'], anew ? 'reading' : 'previewing', async ({ id }) => {
      // Columns of another reading are other columns.
      const matching = Matching.parse(anew ? { ...chosen, columns: [] } : chosen)
      await sql`update import_run set matching = ${JSON.stringify(matching)} where id = ${id}`.execute(db())
    })
  })
}

/**
 * Brings in what was previewed. Refuses when something that it would change was changed since: then the
 * preview says what is no longer so. What is unchanged or at fault is through at once.
 */
export function run(viewer: Viewer, ref: string): Promise<void> {
  return atomically(() =>
    step(viewer, ref, ['previewed'], 'running', async ({ id, kind }) => {
      const { rows } = await sql<{ stale: number }>`
        select count(*) as stale from import_line as line join record on record.thing = line.thing
          join thing on thing.id = record.thing
        where line.run = ${id} and line.outcome = 'changed'
          and (record.current is distinct from line.basis or (thing.state <> 'published' and ${kind} <> 'record'))`.execute(
        db(),
      )
      if (rows[0]!.stale > 0) refuse('conflict', 'imports.stale', { count: rows[0]!.stale })
      await sql`
        update import_line set done = outcome not in ('new', 'changed') where run = ${id}`.execute(db())
    }),
  )
}

/** What failed goes on where it stopped. */
export function goOn(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const { failedIn } = await runFor(viewer, ref, { lock: true })
    await step(viewer, ref, ['failed'], failedIn ?? 'reading')
  })
}

const namedAtMost = 5

/**
 * Takes back what an import brought: what it made is withdrawn, what it changed reads again as before.
 * Refuses where something was changed since, naming it, and what cannot be taken back: questionnaires,
 * since answers may have been given to them by now, and vocabularies whose former words were not kept.
 */
export function undo(viewer: Viewer, ref: string): Promise<void> {
  return atomically(() =>
    step(viewer, ref, ['done'], 'undoing', async ({ id, kind }) => {
      if (kind === 'vocabulary') return refuseKeptVocabulary(id)
      if (kind === 'instrument') refuse('conflict', 'imports.instrumentStays')
      const { rows } = await sql<{ title: string; count: number }>`
        select count(*) over () as count, coalesce(line.plan ->> 'title', thing.ref) || ' (' || thing.ref || ')' as title
        from import_line as line join record on record.thing = line.thing join thing on thing.id = line.thing
        where line.run = ${id} and line.made is not null
          and (record.current is distinct from line.made or thing.state <> 'published')
        order by line.position limit ${namedAtMost}`.execute(db())
      if (rows.length)
        refuse('conflict', 'imports.changedSince', {
          count: rows[0]!.count,
          titles: rows.map(({ title }) => title).join('; '),
        })
      await sql`update import_line set done = made is null where run = ${id}`.execute(db())
    }),
  )
}
