import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { cell, slotsOf } from '../instruments/columns.ts'
import type { Definition } from '../instruments/definition.ts'
import { definitionOf } from '../instruments/editions.ts'
import { type RecordVersion, recordFor } from './reading.ts'

/** One question and what each record answers to it, in words. */
export interface ComparedRow {
  section: string
  question: string
  cells: string[]
  differs: boolean
}

export interface Comparison {
  records: RecordVersion[]
  /** They answer the same questionnaire, so that row by row means something. */
  comparable: boolean
  rows: ComparedRow[]
}

/** At most this many fit beside each other. */
const mostCompared = 4

/**
 * Two to four records, or versions of one (`ref@2`), question by question; only questions that one of
 * them answers. Refuses fewer than two and more than four.
 */
export async function compare(viewer: Viewer, wanted: string[], lang: string): Promise<Comparison> {
  if (wanted.length < 2 || wanted.length > mostCompared)
    refuse('invalid', 'records.compareHowMany', { most: mostCompared })
  const records = await Promise.all(wanted.map((one) => versionNamed(viewer, one)))
  const definitions = await Promise.all(records.map((record) => definitionOf(record.editionId)))
  const comparable = new Set(records.map((record) => record.instrument)).size === 1
  if (!comparable) return { records, comparable, rows: [] }
  const rows = definitions.flatMap((definition) => slotsOf(definition, lang))
  const once = [...new Map(rows.map((row) => [row.slot, row])).values()]
  return { records, comparable, rows: once.flatMap((row) => comparedRow(row, records, definitions, lang)) }
}

function versionNamed(viewer: Viewer, wanted: string): Promise<RecordVersion> {
  const [ref = '', number] = wanted.split('@')
  return recordFor(viewer, ref, number === undefined ? undefined : Number.parseInt(number, 10) || 0)
}

function comparedRow(
  { slot, section, label }: { slot: string; section: string; label: string },
  records: RecordVersion[],
  definitions: Definition[],
  lang: string,
): ComparedRow[] {
  const cells = records.map((record, i) => cell(definitions[i]!, slot, record.content.answers, lang))
  if (cells.every((words) => words === '')) return []
  return [{ section, question: label, cells, differs: new Set(cells).size > 1 }]
}
