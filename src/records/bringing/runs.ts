import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import { found, refuse } from '../../base/refusal.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { maySeeRun, refuseUnlessMayBring } from './access.ts'
import { type Difference, type LineOutcome, Matching, outcomes, type Run, type RunKind } from './run.ts'
import { sendWork } from './sending.ts'
import { forgetSent, keepSent } from './sent.ts'
import type { Upload } from './uploading.ts'

const columns = sql`
  run.id, run.ref, run.kind, run.file, run.person, person.name as by, run.lang, run.at, run.finished, run.state,
  run.failed_in as "failedIn", run.error, run.reading, run.matching, run.lines, run.through,
  coalesce((select json_object_agg(outcome, count) from (
    select outcome, count(*) from import_line where run = run.id and outcome is not null group by outcome) as counted), '{}') as counts
  from import_run as run left join person on person.thing = run.person`

const asRun = (row: Run): Run => ({
  ...row,
  matching: Matching.parse(row.matching),
  counts: Object.assign({ new: 0, changed: 0, unchanged: 0, fault: 0 }, row.counts),
})

interface NewRun {
  kind: RunKind
  upload: Upload
  matching?: Partial<Matching>
}

/** Takes a file that waits on disk and has it read; nothing of it is brought in yet. Refuses who is no curator, and a file without bytes. Gives its ref. */
export async function bring(viewer: Viewer, { kind, upload, matching = {} }: NewRun): Promise<Ref> {
  refuseUnlessMayBring(viewer)
  if (upload.bytes === 0) refuse('invalid', 'imports.noFile')
  const ref = newRef()
  // The bytes first, and outside of the transaction.
  await keepSent(ref, upload)
  try {
    await begin(viewer, ref, kind, upload.file, matching)
    return ref
  } catch (error) {
    await forgetSent(ref)
    throw error
  }
}

const begin = (
  viewer: Viewer,
  ref: Ref,
  kind: RunKind,
  file: string,
  matching: Partial<Matching>,
): Promise<void> =>
  atomically(async () => {
    await db()
      .insertInto('import_run')
      .values({
        ref,
        kind,
        // The last part of what may be a whole path, without signs that end lines.
        file: (file.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, ' ').slice(0, 200) || '?',
        held: true,
        person: viewer.kind === 'person' ? viewer.id : null,
        lang: reader().lang,
        state: 'reading',
        matching: JSON.stringify(matching),
      })
      .execute()
    await audit(viewer, 'import.begun', undefined, { import: ref, kind, file })
    await sendWork(ref)
  })

/** An import; refuses who is no curator, 404 for one of another that the viewer may not see. */
export async function runFor(viewer: Viewer, ref: string, { lock = false } = {}): Promise<Run> {
  refuseUnlessMayBring(viewer)
  const held = lock ? sql`for update of run` : sql``
  const { rows } = await sql<Run>`select ${columns} where run.ref = ${ref} ${held}`.execute(db())
  const row = rows[0]
  return asRun(found(row && maySeeRun(viewer, row.person) ? row : undefined))
}

/** Of what was only tried nothing is left. */
export async function forget(viewer: Viewer, ref: string): Promise<void> {
  await atomically(async () => {
    const { id } = await runFor(viewer, ref, { lock: true })
    await db().deleteFrom('import_run').where('id', '=', id).execute()
  })
  await forgetSent(ref)
}

const pageSize = 20

/** Imports, the newest first: the viewer's own, or those of all for whoever curates everywhere. */
export async function runsOf(
  viewer: Viewer,
  page: number,
): Promise<{ runs: Run[]; total: number; size: number }> {
  refuseUnlessMayBring(viewer)
  const seen = holds(viewer, 'curator')
    ? sql`true`
    : sql`run.person = ${viewer.kind === 'person' ? viewer.id : null}`
  const { rows } = await sql<Run & { total: number }>`
    select (select count(*) from import_run as run where ${seen}) as total, ${columns}
    where ${seen} order by run.at desc, run.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    db(),
  )
  return { runs: rows.map(asRun), total: rows[0]?.total ?? 0, size: pageSize }
}

export interface RunLine {
  line: number
  outcome: LineOutcome | null
  /** What it is called, as far as is known. */
  title: string
  /** The record it is now. */
  ref: Ref | null
  differences: Difference[]
  reasons: string[]
}

const linesTogether = 50

/** Lines of an import, of one outcome or all, in the order of the file; those before the preview have none. */
export async function linesOf(
  viewer: Viewer,
  run: Run,
  { outcome, page }: { outcome?: LineOutcome; page: number },
): Promise<{ lines: RunLine[]; total: number; size: number }> {
  if (!maySeeRun(viewer, run.person)) return { lines: [], total: 0, size: linesTogether }
  const of = outcome && outcomes.includes(outcome) ? sql`and outcome = ${outcome}` : sql``
  const { rows } = await sql<RunLine & { total: number }>`
    select count(*) over () as total, line.line, line.outcome, coalesce(line.plan ->> 'title', '') as title, thing.ref,
      line.differences, line.reasons
    from import_line as line left join thing on thing.id = line.thing and thing.state = 'published'
    where line.run = ${run.id} ${of} order by line.position limit ${linesTogether} offset ${(page - 1) * linesTogether}`.execute(
    db(),
  )
  return { lines: rows, total: rows[0]?.total ?? 0, size: linesTogether }
}

/** The cells of the first lines, to choose by what each column is. */
export async function firstRows(run: Run, count = 3): Promise<string[][]> {
  const rows = await db()
    .selectFrom('import_line')
    .select('given')
    .where('run', '=', run.id)
    .orderBy('position')
    .limit(count)
    .execute()
  return rows.flatMap(({ given }) => (Array.isArray(given) ? [given as string[]] : []))
}
