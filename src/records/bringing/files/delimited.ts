import { parse } from 'csv-parse'
import { t } from '../../../base/i18n/t.ts'
import { type Delimiter, delimiters, type GivenLine, limits } from '../run.ts'

/** The delimiter that stands most often in the first line, outside of quotes. */
export function delimiterOf(text: string): Delimiter {
  const end = text.search(/[\r\n]/)
  const first = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '')
  const count = (one: string) => first.split(one).length
  return delimiters.toSorted((a, b) => count(b) - count(a))[0]!
}

interface Delimited {
  columns: string[]
  lines: GivenLine[]
}

/**
 * The rows of a delimited file, each with the line it begins on; the first names the columns. A row that
 * cannot be read is a fault with its line, and the rows after it are read; a quote that never ends takes
 * the rest of its own line only.
 */
export async function delimitedRows(text: string, delimiter: Delimiter): Promise<Delimited> {
  const lines: GivenLine[] = []
  let columns: string[] | undefined
  const take = (cells: string[], line: number) => {
    if (!columns) columns = cells.slice(0, limits.columns).map((cell) => cell.trim())
    else if (cells.some((cell) => cell.trim() !== '')) lines.push(rowOf(cells, columns.length, line))
  }
  // From where reading goes on after a row that could not be read; as bytes, of which no copy is made each time.
  let rest: Buffer = Buffer.from(text)
  let before = 0
  // With more lines than are taken it is refused whole: how many more is nothing to anybody.
  while (rest.length > 0 && lines.length <= limits.lines) {
    const failed = await rowsOf(rest, delimiter, (cells, line) => take(cells, before + line))
    if (failed === undefined) break
    if (columns) lines.push({ line: before + failed, given: [], fault: t('imports.brokenRow') })
    else columns = []
    rest = afterLine(rest, failed)
    before += failed
  }
  return { columns: columns ?? [], lines }
}

function rowOf(cells: string[], columns: number, line: number): GivenLine {
  if (cells.some((cell) => cell.length > limits.cell))
    return { line, given: [], fault: t('imports.cellTooLong', { most: limits.cell }) }
  const over = cells.slice(columns).filter((cell) => cell.trim() !== '').length
  if (over > 0)
    return { line, given: cells, fault: t('imports.tooManyCells', { count: cells.length, columns }) }
  return { line, given: cells.slice(0, columns) }
}

/** Gives every row to `take`; where one cannot be read, the line (from 1) it begins on, and stops. */
async function rowsOf(
  bytes: Buffer,
  delimiter: Delimiter,
  take: (cells: string[], line: number) => void,
): Promise<number | undefined> {
  let next = 1
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    info: true,
    max_record_size: limits.cell * 10,
  })
  parser.end(bytes)
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      take(record, next)
      next = info.lines + 1
    }
    return undefined
  } catch {
    return next
  }
}

/** What stands below this line, counted from 1. */
function afterLine(bytes: Buffer, line: number): Buffer {
  const [feed, back] = [0x0a, 0x0d]
  let at = 0
  for (let n = 0; n < line; at++) {
    if (at >= bytes.length) return bytes.subarray(at)
    if (bytes[at] === feed || (bytes[at] === back && bytes[at + 1] !== feed)) n++
  }
  return bytes.subarray(at)
}
