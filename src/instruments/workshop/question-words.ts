import type { Labels } from '../../base/text.ts'
import type { OperationOf } from '../changes.ts'
import type { Question } from '../definition.ts'

/** What a question says, by key: `ends.low` is the name of an end, `columns.id` that of a column. */
export function piecesOfQuestion(question: Question): { key: string; labels: Labels }[] {
  const { label, labelRead, help, ends, columns = [] } = question
  const all = {
    label,
    labelRead,
    help,
    'ends.low': ends?.low,
    'ends.high': ends?.high,
    ...Object.fromEntries(columns.map((column) => [`columns.${column.id}`, column.label])),
  }
  return Object.entries(all).flatMap(([key, labels]) => (labels ? [{ key, labels }] : []))
}

/** The same as a change of the question; what its columns hold stays as it is. */
export function withWords(
  { ends, columns }: Question,
  said: Record<string, Labels>,
): Pick<OperationOf<'change-question'>, 'set' | 'answers'> {
  const plain = Object.entries(said).filter(([key]) => !key.includes('.'))
  const { 'ends.low': low, 'ends.high': high } = said
  const named = columns?.map((column) => ({ ...column, label: said[`columns.${column.id}`] ?? column.label }))
  const other = Object.keys(said).some((key) => key.startsWith('columns.'))
  return {
    set: {
      ...Object.fromEntries(plain),
      ...((low || high) && ends && { ends: { low: low ?? ends.low, high: high ?? ends.high } }),
      ...(other && named && { columns: named }),
    },
    ...(other && { answers: 'same' as const }),
  }
}
