import { isAnswered } from './answer.ts'
import { shapeOf } from './answer-shapes.ts'
import type { Carrying } from './changes.ts'
import type { QuestionType } from './definition.ts'
import type { Asked } from './lookup.ts'

/**
 * Why an answer of the last edition could not be carried: its question is `removed`; it is `apart`, for
 * nobody can say what it is in the new one; its `choice` is gone; it does not `fit` the bounds or the type
 * any more; it is not `asked` under the other answers; there are fewer `rows`.
 */
export const whys = ['removed', 'apart', 'choice', 'fit', 'asked', 'rows'] as const
export type Why = (typeof whys)[number]

export interface Carried {
  /** What it is in the new edition, where it is anything. */
  value?: unknown
  /** What of it could not be carried, as it was answered. */
  left?: unknown
  why?: Why
}

/** Some answers are of parts: each with what it was and what it is; `undefined` when nothing any more. */
interface Part {
  was: [row: string, value: unknown]
  row: string | undefined
  value: unknown
}

/** Carries one answer over: through what is done to it, into the type of the new question, as far as it fits. */
export function carryAnswer(answer: unknown, from: Asked, ways: Carrying[], to: Asked): Carried {
  if (ways.includes('kept')) return { left: answer, why: 'apart' }
  const parts = partsOf(answer, from.question.type)
  for (const way of ways) if (way !== 'same' && way !== 'kept') for (const part of parts) through(part, way)
  const { type } = to.question
  const lost: Part[] = []
  const good: Part[] = []
  for (const part of parts) (stands(part, good, from.question.type, to) ? good : lost).push(part)
  const value = whole(good, from.question.type, type)
  const left = lost.length
    ? whole(
        lost.map(({ was }) => asItWas(was)),
        from.question.type,
        from.question.type,
      )
    : undefined
  if (!isAnswered(value))
    return { left: answer, why: lost.length && isCoded(from.question.type) ? 'choice' : 'fit' }
  const parsed = shapeOf(to).schema.safeParse(value)
  if (!parsed.success) return { left: answer, why: 'fit' }
  return { value: parsed.data, ...(left !== undefined && { left, why: isCoded(type) ? 'choice' : 'fit' }) }
}

const coded = new Set<QuestionType>(['choice', 'choices', 'ranking', 'scale', 'matrix'])
const isCoded = (type: QuestionType): boolean => coded.has(type)
const several = new Set<QuestionType>(['choices', 'ranking'])

function partsOf(answer: unknown, type: QuestionType): Part[] {
  if (type === 'matrix') return Object.entries(answer as Record<string, unknown>).map((was) => asItWas(was))
  if (type === 'table')
    return (answer as Record<string, unknown>[]).flatMap((row, i) =>
      Object.entries(row).map(([column, value]) => asItWas([`${i}/${column}`, value])),
    )
  return [answer].flat().map((value) => asItWas(['', value]))
}

const asItWas = (was: Part['was']): Part => ({ was, row: was[0], value: was[1] })

function through(part: Part, way: Exclude<Carrying, string>): void {
  if ('times' in way) {
    part.value = measured(part.value, way.times, way.plus ?? 0)
    return
  }
  const { codes = {}, rows = {} } = way
  const code = typeof part.value === 'boolean' ? (part.value ? 'yes' : 'no') : String(part.value)
  if (Object.hasOwn(codes, code)) part.value = codes[code] ?? undefined
  if (part.row !== undefined && Object.hasOwn(rows, part.row)) part.row = rows[part.row] ?? undefined
}

/** Without the noise of binary fractions. */
function measured(value: unknown, times: number, plus: number): unknown {
  if (typeof value === 'number') return Number((value * times + plus).toPrecision(12))
  if (typeof value !== 'object' || value === null || !('amount' in value)) return value
  return { ...value, amount: measured(value.amount, times, plus) }
}

/** Whether a part is still one of what the new question takes, and says nothing a part before it denies. */
function stands({ row, value }: Part, before: Part[], from: QuestionType, to: Asked): boolean {
  if (value === undefined || row === undefined) return false
  const { type, columns = [] } = to.question
  if (type === 'table' && from === 'table')
    return columns.some(({ id }) => id === row.slice(row.indexOf('/') + 1))
  if (!isCoded(type)) return true
  if (typeof value !== 'string' || !to.choices?.has(value)) return false
  if (type !== 'matrix') return true
  return Boolean(to.rows?.has(row)) && before.every((one) => one.row !== row || one.value === value)
}

/** The answer of that type that the parts make; nothing when they cannot make one. */
function whole(parts: Part[], from: QuestionType, to: QuestionType): unknown {
  const values = parts.map(({ value }) => value)
  if (from === 'matrix' || to === 'matrix') {
    if (from !== to) return undefined
    return Object.fromEntries(parts.map(({ row, value }) => [row, value]))
  }
  if (from === 'table' || to === 'table') return from === to ? rowsOf(parts) : undefined
  if (several.has(to)) return isCoded(from) || from === 'yesno' ? [...new Set(values)] : undefined
  return values.length === 1 && sameKind(from, to, values[0]) ? values[0] : undefined
}

function rowsOf(parts: Part[]): unknown[] {
  const rows = new Map<string, Record<string, unknown>>()
  for (const { row = '', value } of parts) {
    const [i = '', column = ''] = [row.slice(0, row.indexOf('/')), row.slice(row.indexOf('/') + 1)]
    rows.set(i, { ...rows.get(i), [column]: value })
  }
  return [...rows.values()]
}

const alike: QuestionType[][] = [
  ['text', 'longtext'],
  ['choice', 'choices', 'ranking', 'scale'],
  ['file', 'image'],
]

function sameKind(from: QuestionType, to: QuestionType, value: unknown): boolean {
  if (from === to || alike.some((kinds) => kinds.includes(from) && kinds.includes(to))) return true
  // A code map makes one of the other: yes or no of a code, a code of yes or no.
  if (to === 'yesno') return isCoded(from) && typeof value === 'boolean'
  return isCoded(to) && from === 'yesno' && typeof value === 'string'
}
