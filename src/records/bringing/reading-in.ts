import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { binary } from './files/binary.ts'
import { delimitedRows, delimiterOf } from './files/delimited.ts'
import { decoded, encodingOf } from './files/encoding.ts'
import { referenceFormatOf, referencesIn } from './files/references.ts'
import { looksLikeWorkbook, workbookRows } from './files/workbook.ts'
import { type FileRead, type GivenLine, limits, type Matching, type Run } from './run.ts'
import { guessMemberTargets, guessTargets } from './targets.ts'
import { travellingIn } from './travelling-lines.ts'
import { Unreadable } from './unreadable.ts'

/** Reads a file into lines, in place of what was read of it before, and guesses which column is which. */
export async function readIn(run: Run, bytes: Uint8Array): Promise<void> {
  const { reading, lines } = await readFile(run, bytes)
  if (lines.length > limits.lines) throw new Unreadable(t('imports.tooManyLines', { most: limits.lines }))
  if (lines.length === 0) throw new Unreadable(t('imports.empty'))
  const columns = reading.columns
    ? await guessedColumns(run, reading.columns, run.matching)
    : run.matching.columns
  await db().deleteFrom('import_line').where('run', '=', run.id).execute()
  const together = 500
  for (let from = 0; from < lines.length; from += together)
    await db()
      .insertInto('import_line')
      .values(
        lines.slice(from, from + together).map(({ line, given, fault }, i) => ({
          run: run.id,
          position: from + i + 1,
          line,
          // PostgreSQL keeps no NUL and no half of a character.
          given: JSON.stringify(storable(given)),
          ...(fault && { unread: true, outcome: 'fault', reasons: JSON.stringify([fault]) }),
        })),
      )
      .execute()
  await db()
    .updateTable('import_run')
    .set({
      // A record says all of itself: nothing is to be chosen.
      state: run.kind === 'record' ? 'previewing' : 'read',
      lines: lines.length,
      through: 0,
      reading: JSON.stringify(reading),
      matching: JSON.stringify({
        ...run.matching,
        columns,
        encoding: reading.encoding,
        delimiter: reading.delimiter,
      }),
    })
    .where('id', '=', run.id)
    .execute()
}

async function readFile(
  { kind, matching }: Run,
  bytes: Uint8Array,
): Promise<{ reading: FileRead; lines: GivenLine[] }> {
  if (looksLikeWorkbook(bytes)) {
    if (kind === 'bibliography') throw new Unreadable(t('imports.noReferences'))
    if (kind === 'record') throw new Unreadable(t('imports.notText'))
    const read = await workbookRows(bytes)
    if ('fault' in read) throw new Unreadable(read.fault)
    return { reading: { format: 'xlsx', columns: read.columns }, lines: read.lines }
  }
  if (binary(bytes)) throw new Unreadable(t('imports.notText'))
  const encoding = matching.encoding ?? encodingOf(bytes)
  const text = decoded(bytes, encoding)
  if (kind === 'bibliography') {
    const format = referenceFormatOf(text)
    if (!format) throw new Unreadable(t('imports.noReferences'))
    return { reading: { format, encoding }, lines: referencesIn(text, format) }
  }
  if (kind === 'record') {
    const lines = travellingIn(text)
    if (lines.length === 0) throw new Unreadable(t('imports.noRecords'))
    return { reading: { format: 'json', encoding }, lines }
  }
  const delimiter = matching.delimiter ?? delimiterOf(text)
  const { columns, lines } = await delimitedRows(text, delimiter)
  return { reading: { format: 'csv', encoding, delimiter, columns }, lines }
}

/** What was chosen for as many columns stays chosen. */
async function guessedColumns({ kind }: Run, columns: string[], matching: Matching): Promise<string[]> {
  if (matching.columns.length === columns.length) return matching.columns
  if (kind === 'members') return guessMemberTargets(columns)
  const edition = matching.instrument ? await editionFor(matching.instrument) : undefined
  return guessTargets(columns, edition && (await definitionOf(edition.id)))
}

function storable(given: unknown): unknown {
  if (typeof given === 'string') return given.replaceAll('\u0000', '').toWellFormed()
  if (Array.isArray(given)) return given.map(storable)
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [storable(key), storable(value)]))
}
