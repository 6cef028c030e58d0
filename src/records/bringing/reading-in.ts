import { t } from '../../base/i18n/t.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { delimitedRows, delimiterOf } from './files/delimited.ts'
import { referenceFormatOf, referencesIn } from './files/references.ts'
import { looksLikeWorkbook, workbookRows } from './files/workbook.ts'
import { type OpenLine, openRun, textIn } from './opening.ts'
import type { FileRead, GivenLine, Matching, Run } from './run.ts'
import { guessMemberTargets, guessTargets } from './targets.ts'
import { travellingIn } from './travelling-lines.ts'
import { Unreadable } from './unreadable.ts'

/** Reads a file into lines, in place of what was read of it before, and guesses which column is which. */
export async function readIn(run: Run, bytes: Uint8Array): Promise<void> {
  const { reading, lines } = await readFile(run, bytes)
  if (lines.length === 0) throw new Unreadable(t('imports.empty'))
  const columns = reading.columns
    ? await guessedColumns(run, reading.columns, run.matching)
    : run.matching.columns
  await openRun(run, lines.map(asOpen), {
    // A record says all of itself: nothing is to be chosen.
    state: run.kind === 'record' ? 'previewing' : 'read',
    reading,
    matching: { ...run.matching, columns },
  })
}

const asOpen = ({ line, given, fault }: GivenLine): OpenLine => ({
  line,
  given,
  ...(fault !== undefined && { unread: true, outcome: 'fault', reasons: [fault] }),
})

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
  const { text, encoding } = textIn(bytes, matching)
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
