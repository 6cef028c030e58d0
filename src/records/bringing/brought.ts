import type { Text } from '../../base/text.ts'
import type { Content } from '../interchange.ts'

/** What one line says of a record: only what it says, so that what it does not say stays as it is. */
export interface Brought {
  /** The slug of its questionnaire. */
  instrument: string
  /** Of a record of ours that the line names itself. */
  ref?: string
  content: Partial<Omit<Content, 'edition'>>
  /** A summary made from the rest, for a record that has none yet. */
  source?: Text
  /** What was left out of it and why, in words. */
  reasons: string[]
}

/** The year, month and day there are: `2024`, `2024-05`, `2024-05-31`; nothing where it is no such day. */
export function dayOf(parts: (string | number | undefined)[]): string | undefined {
  const [year, month, day] = parts.map((part) =>
    part === undefined || part === '' ? undefined : Number(part),
  )
  if (!year || !Number.isInteger(year) || year < 1 || year > 9_999) return undefined
  const two = (n: number) => String(n).padStart(2, '0')
  const whole = [String(year).padStart(4, '0')]
  if (month && month >= 1 && month <= 12) {
    whole.push(two(month))
    if (day) whole.push(two(day))
  }
  const written = whole.join('-')
  const first = `${written}-01-01`.slice(0, 10)
  const there = new Date(first)
  return !Number.isNaN(there.getTime()) && there.toISOString().startsWith(written) ? written : undefined
}
