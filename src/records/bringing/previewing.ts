import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Viewer } from '../../base/viewer.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { everywhere } from '../../places/everywhere.ts'
import type { Brought } from './brought.ts'
import { partsOf, tidy } from './cells.ts'
import { type CslItem, recordFromCsl } from './csl.ts'
import { placeFinder, topicFinder } from './finders.ts'
import { planMembers } from './members.ts'
import { type Places, type Planned, planRecords, type Seen } from './planning.ts'
import type { Run } from './run.ts'
import { recordFromRow } from './table-record.ts'
import { planTravelling } from './travelling-lines.ts'
import { Unreadable } from './unreadable.ts'

/** Lines at a time: each batch is kept before the next, so that progress is seen and a reader waits for none. */
const together = 100

interface Line {
  position: number
  line: number
  given: unknown
}

/** Says of every line that could be read what it would do, anew. `told` is called after each batch. */
export async function previewRun(
  viewer: Viewer,
  run: Run,
  told: (through: number) => void = () => undefined,
): Promise<void> {
  const read = await readerOf(run)
  const { byCode: places } = await everywhere()
  const seen: Seen = new Map()
  let after = 0
  let through = 0
  for (;;) {
    const { rows } = await sql<Line>`
      select position, line, given from import_line
      where run = ${run.id} and position > ${after} and not unread order by position limit ${together}`.execute(
      db(),
    )
    if (rows.length === 0) break
    const planned = await plan(viewer, run, rows, { read, seen, places })
    through += rows.length
    await atomically(() => keep(run.id, rows, planned, through))
    after = rows.at(-1)!.position
    told(through)
  }
  await sql`update import_run set state = 'previewed', through = lines where id = ${run.id} and state = 'previewing'`.execute(
    db(),
  )
}

type Read = (lines: Line[]) => Promise<(Brought | undefined)[]>

/** Makes of lines what they say of records. */
async function readerOf({ kind, matching, reading }: Run): Promise<Read> {
  if (kind !== 'table')
    return async (lines) => lines.map(({ given }) => recordFromCsl(given as CslItem, matching))
  const edition = matching.instrument ? await editionFor(matching.instrument) : undefined
  if (!edition) throw new Unreadable(t('imports.noInstrument', { slug: matching.instrument ?? '' }))
  const definition = await definitionOf(edition.id)
  const placeOf = await placeFinder()
  const topicColumn = matching.columns.indexOf('topic')
  return async (lines) => {
    const cells = lines.map(({ given }) => given as string[])
    const said = topicColumn < 0 ? [] : cells.map((row) => tidy(row[topicColumn] ?? ''))
    const topicOf = await topicFinder(
      said.flatMap((cell) => [cell, ...partsOf(cell), ...cell.split(/[,،]/).map(tidy)]),
    )
    return cells.map((row) =>
      recordFromRow(row, { definition, matching, columns: reading.columns ?? [], placeOf, topicOf }),
    )
  }
}

interface Planning {
  read: Read
  seen: Seen
  places: Places
}

async function plan(
  viewer: Viewer,
  run: Run,
  lines: Line[],
  { read, seen, places }: Planning,
): Promise<Planned[]> {
  if (run.kind === 'members') return planMembers(viewer, run, lines, seen)
  if (run.kind === 'record') return planTravelling(viewer, lines, seen, { lang: run.lang, places })
  const brought = await read(lines)
  const without: Planned = { outcome: 'fault', differences: [], reasons: [t('imports.noTitle')] }
  const given = lines.flatMap(({ line }, i) => (brought[i] ? [{ line, brought: brought[i] }] : []))
  const planned = await planRecords(viewer, given, seen, { lang: run.lang, places })
  return brought.map((one) => (one ? planned.shift()! : without))
}

async function keep(run: number, lines: Line[], planned: Planned[], through: number): Promise<void> {
  const rows = planned.map((one, i) => ({ ...one, position: lines[i]!.position }))
  await sql`
    update import_line as line set outcome = one.outcome, thing = one.thing, basis = one.basis, plan = one.plan,
      differences = one.differences, reasons = one.reasons, made = null, done = false
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one (position int, outcome text, thing bigint, basis bigint, plan jsonb, differences jsonb, reasons jsonb)
    where line.run = ${run} and line.position = one.position`.execute(db())
  await sql`update import_run set through = ${through} where id = ${run}`.execute(db())
}
