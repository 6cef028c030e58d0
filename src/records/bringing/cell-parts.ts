import type { Asked } from '../../instruments/lookup.ts'
import { codeOf, tidy } from './cells.ts'
import { numberIn } from './numbers.ts'
import { pointAt } from './shapes.ts'

/** A cell of one column, and which part of the answer it gives. */
export interface PartCell {
  part: string
  cell: string
  /** What the column is called in the file, for faults. */
  column: string
}

/** Rows in one cell, each in its place: `||` between them, else one a line. An empty one keeps the place of the others. */
export const rowsIn = (cell: string): string[] => cell.split(cell.includes('||') ? '||' : '\n').map(tidy)

type Unread = (column: string, cell: string) => void

/** The parts of an answer as one answer; nothing where none can be read. `unread` is told of each that cannot. */
export function answerOfParts(asked: Asked, cells: PartCell[], lang: string, unread: Unread): unknown {
  switch (asked.question.type) {
    case 'matrix':
      return matrixOf(asked, cells, unread)
    case 'geometry':
      return pointOf(cells, unread)
    case 'table':
      return tableOf(asked, cells, lang, unread)
    default:
      return undefined
  }
}

function matrixOf(asked: Asked, cells: PartCell[], unread: Unread): Record<string, string> {
  const matrix: Record<string, string> = {}
  for (const { part, cell, column } of cells) {
    const code = codeOf(asked, cell)
    if (asked.choices?.has(code)) matrix[part] = code
    else unread(column, cell)
  }
  return matrix
}

/** Both sides or nothing: half a point is nowhere. */
function pointOf(cells: PartCell[], unread: Unread): unknown {
  const side = (part: string) => cells.find((one) => one.part === part)?.cell ?? ''
  const point = pointAt(side('lat'), side('lon'))
  if (!point) for (const { cell, column } of cells) unread(column, cell)
  return point
}

function tableOf({ question }: Asked, cells: PartCell[], lang: string, unread: Unread): unknown[] {
  const table: Record<string, unknown>[] = []
  for (const { part, cell, column } of cells)
    for (const [i, words] of rowsIn(cell).entries()) {
      const figures = question.columns?.find(({ id }) => id === part)?.type === 'number'
      const value = figures ? numberIn(words) : { [lang]: words }
      const row = (table[i] ??= {})
      if (words && value === undefined) unread(column, words)
      else if (words) row[part] = value
    }
  return table.filter((row) => row && Object.keys(row).length > 0)
}
