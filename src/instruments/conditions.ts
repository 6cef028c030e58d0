import { type Answers, type At, valuesOf } from './answer.ts'
import type { Condition } from './definition.ts'
import type { Asked } from './lookup.ts'

/**
 * Whether a condition holds. A slot of the group that `at` stands in is looked up in the same row,
 * any other in any row; of several choices one must be the code asked for. Nothing answered is not
 * above, below or anything: only `not` holds. Computed answers must have been filled in.
 */
export function applies(condition: Condition, answers: Answers, at?: At): boolean {
  if ('any' in condition) return condition.any.some((one) => applies(one, answers, at))
  if ('all' in condition) return condition.all.every((one) => applies(one, answers, at))
  if ('not' in condition) return !applies(condition.not, answers, at)
  const values = valuesOf(condition.slot, answers, at)
  if ('answered' in condition) return values.length > 0
  if ('is' in condition) return values.some((value) => [value].flat().includes(condition.is))
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = condition
  return values.some((value) => typeof value === 'number' && value > above && value < below)
}

/** Whether a question is asked in this row: its sections, its group and it itself apply. */
export const isAsked = (asked: Asked, answers: Answers, at: At): boolean =>
  asked.conditions.every((when) => applies(when, answers, at))
