import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { binary } from './files/binary.ts'
import { decoded, encodingOf } from './files/encoding.ts'
import type { FileEncoding, FileRead, LineOutcome, Matching, Run, RunState } from './run.ts'
import { limits } from './run.ts'
import { Unreadable } from './unreadable.ts'

/** The words of what was sent, in the encoding that was chosen or else seems to be it; refuses what holds none. */
export function textIn(bytes: Uint8Array, matching: Matching): { text: string; encoding: FileEncoding } {
  if (binary(bytes)) throw new Unreadable(t('imports.notText'))
  const encoding = matching.encoding ?? encodingOf(bytes)
  return { text: decoded(bytes, encoding), encoding }
}

/** A line as it is first kept: what it says and, where that is known by now, what it would do. */
export interface OpenLine {
  line: number
  given?: unknown
  unread?: boolean
  outcome?: LineOutcome
  plan?: object
  differences?: object[]
  reasons?: string[]
}

interface Opening {
  state: RunState
  /** So many of the lines are through already. */
  through?: number
  reading: FileRead
  matching: Matching
}

const together = 500

/** Keeps the lines of a file in place of what was read of it before, and how it was understood. Refuses too many. */
export async function openRun(
  run: Run,
  lines: OpenLine[],
  { state, through = 0, reading, matching }: Opening,
): Promise<void> {
  if (lines.length > limits.lines) throw new Unreadable(t('imports.tooManyLines', { most: limits.lines }))
  await atomically(async () => {
    await db().deleteFrom('import_line').where('run', '=', run.id).execute()
    for (let from = 0; from < lines.length; from += together)
      await db()
        .insertInto('import_line')
        .values(lines.slice(from, from + together).map((line, i) => rowOf(run, from + i + 1, line)))
        .execute()
    await sql`
      update import_run set state = ${state}, lines = ${lines.length}, through = ${through},
        reading = ${JSON.stringify(reading)},
        matching = ${JSON.stringify({ ...matching, encoding: reading.encoding, delimiter: reading.delimiter })}
      where id = ${run.id} and state in ('reading', 'previewing')`.execute(db())
  })
}

const rowOf = (
  run: Run,
  position: number,
  { line, given = {}, unread = false, outcome, plan, differences = [], reasons = [] }: OpenLine,
) => ({
  run: run.id,
  position,
  line,
  // PostgreSQL keeps no NUL and no half of a character.
  given: JSON.stringify(storable(given)),
  unread,
  outcome,
  plan: plan && JSON.stringify(plan),
  differences: JSON.stringify(differences),
  reasons: JSON.stringify(reasons),
})

function storable(given: unknown): unknown {
  if (typeof given === 'string') return given.replaceAll('\u0000', '').toWellFormed()
  if (Array.isArray(given)) return given.map(storable)
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [storable(key), storable(value)]))
}
