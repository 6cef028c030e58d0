import { type Answers, type At, type Row, valuesOf } from './answer.ts'
import type { Definition, Question, Slot } from './definition.ts'
import { type Asked, sourcesOf } from './lookup.ts'
import { inOrder } from './order.ts'

type Computed = NonNullable<Question['computed']>

/**
 * The answers with every computed one filled in, in new rows where it could be made: a sum of what is
 * answered, a product or ratio of what must all be answered, a count of rows when there are any.
 * What was stored in their place is dropped.
 */
export function compute(definition: Definition, answers: Answers): Answers {
  const computed = inOrder(definition).filter(({ question }) => question.computed)
  if (computed.length === 0) return answers
  const filled: Answers = { ...answers }
  for (const { group, question } of computed)
    filled[group.id] = (filled[group.id] ?? []).map(({ [question.id]: _, ...row }) => row)
  for (const one of computed) fill(one, filled)
  for (const { group } of computed) if (filled[group.id]?.length === 0) delete filled[group.id]
  return filled
}

const known = new WeakMap<Answers, { definition: Definition; filled: Answers }>()

/** The same, made once for answers that nothing changes any more, such as those of a record. */
export function computedOnce(definition: Definition, answers: Answers): Answers {
  const standing = known.get(answers)
  if (standing?.definition === definition) return standing.filled
  const filled = compute(definition, answers)
  known.set(answers, { definition, filled })
  return filled
}

function fill({ group, question }: Asked, answers: Answers): void {
  const rows = answers[group.id]!
  // A group of nothing but totals has no row until there is one of them.
  if (rows.length === 0 && !group.repeat) {
    const row: Row = {}
    put(question, answers, { group: group.id, row })
    if (question.id in row) rows.push(row)
  } else for (const row of rows) put(question, answers, { group: group.id, row })
}

function put({ id, computed, decimals }: Question, answers: Answers, at: At): void {
  const value = madeOf(computed!, answers, at)
  if (value !== undefined) at.row[id] = round(value, decimals)
}

function madeOf(computed: Computed, answers: Answers, at: At): number | undefined {
  if ('count' in computed) return valuesOf(computed.count, answers, at).length || undefined
  const parts = sourcesOf(computed).map((slot) => total(slot, answers, at))
  if ('sum' in computed) {
    const known = parts.filter((part) => part !== undefined)
    return known.length ? known.reduce((sum, part) => sum + part, 0) : undefined
  }
  if (!parts.every((part) => part !== undefined)) return undefined
  if ('product' in computed) return parts.reduce((product, part) => product * part, 1)
  return parts[1] === 0 ? undefined : parts[0]! / parts[1]!
}

/** In the same row for a slot of the same group, else over all rows. */
function total(slot: Slot, answers: Answers, at: At): number | undefined {
  const numbers = valuesOf(slot, answers, at).filter((value) => typeof value === 'number')
  return numbers.length ? numbers.reduce((sum, value) => sum + value, 0) : undefined
}

/** Without stated decimals only the noise of binary fractions goes. */
const round = (value: number, decimals?: number): number =>
  decimals === undefined ? Number(value.toPrecision(12)) : Number(value.toFixed(decimals))
