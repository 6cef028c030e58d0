import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { type Answers, isAnswered, type Row } from './answer.ts'
import { faultsOf, shapeOf } from './answer-shapes.ts'
import { compute } from './compute.ts'
import { isAsked } from './conditions.ts'
import type { Definition, Slot } from './definition.ts'
import { type Asked, lookup, slotsIn } from './lookup.ts'
import { inOrder } from './order.ts'

/** What is wrong with one answer; `row` counts from 1. */
export interface AnswerFault extends Fault {
  slot?: Slot
  row?: number
  /** Not wrong: it is needed and not there, or it does not apply under the other answers. */
  because?: 'missing' | 'unasked'
}

export interface CheckedAnswers {
  /** Every answer that fits the definition and was asked for. */
  good: Answers
  faults: AnswerFault[]
}

/**
 * Holds answers to their definition: `tech_qg_4 row 1, tech_spread_area: "x" is not in the list …`.
 * What is wrong is left out, and so is what was not asked under the other answers; a required answer
 * that is missing is a fault that leaves nothing out. The good part checks without a fault, but for
 * the missing.
 */
export function checkAnswers(definition: Definition, answers: unknown): CheckedAnswers {
  const faults: AnswerFault[] = []
  const shaped = goodShapes(definition, answers, faults)
  dropUnasked(definition, shaped, faults)
  faults.push(...missing(definition, shaped))
  const good: Answers = {}
  for (const [group, rows] of Object.entries(shaped)) {
    const kept = rows.filter((row) => Object.keys(row).some((key) => key !== 'id'))
    if (kept.length) good[group] = kept
  }
  return { good, faults }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function goodShapes(definition: Definition, answers: unknown, faults: AnswerFault[]): Answers {
  const good: Answers = {}
  if (!isObject(answers)) {
    faults.push({ place: t('instruments.wholeFile'), message: t('instruments.answerGroups') })
    return good
  }
  for (const [group, rows] of Object.entries(answers)) {
    const questions = lookup(definition).groups.get(group)
    if (!questions) faults.push({ place: group, message: t('instruments.answerNoGroup') })
    else if (!Array.isArray(rows)) faults.push({ place: group, message: t('instruments.answerRows') })
    else good[group] = goodRows(group, rows, questions, faults)
  }
  return good
}

function goodRows(
  group: string,
  rows: unknown[],
  questions: Map<string, Asked>,
  faults: AnswerFault[],
): Row[] {
  const { repeat } = questions.values().next().value!.group
  const most = repeat?.max ?? 1
  if (rows.length > most)
    faults.push({ place: group, message: t('instruments.answerTooManyRows', { most, count: rows.length }) })
  const ids = new Set<unknown>()
  return rows.slice(0, most).map((given, i) => {
    const row: Row = {}
    const fault = (question: string, message: string): void => {
      const place = t('instruments.answerAt', { group, row: String(i + 1), question })
      faults.push({ place, message, slot: `${group}/${question}`, row: i + 1 })
    }
    if (!isObject(given)) fault('', t('instruments.answerRow'))
    for (const [id, value] of isObject(given) ? Object.entries(given) : []) {
      if (!isAnswered(value)) continue
      const asked = questions.get(id)
      if (id === 'id' && typeof value === 'string' && !ids.has(value)) ids.add((row.id = value))
      else if (id === 'id') fault(id, t('instruments.answerRowId'))
      else if (!asked) fault(id, t('instruments.answerNoQuestion'))
      else for (const message of messages(asked, value, row)) fault(id, message)
    }
    return row
  })
}

/** Puts a good answer into its row, or says what is wrong with it. */
function messages(asked: Asked, value: unknown, row: Row): string[] {
  const shape = shapeOf(asked)
  const parsed = shape.schema.safeParse(value)
  if (parsed.success) {
    row[asked.question.id] = parsed.data
    return []
  }
  return faultsOf(shape, parsed.error)
}

/** Question by question, each after those that decide whether it is asked. */
function dropUnasked(definition: Definition, answers: Answers, faults: AnswerFault[]): void {
  const { asked } = lookup(definition)
  for (const one of inOrder(definition)) {
    const { conditions } = one
    const rows = answers[one.group.id]
    if (!rows || conditions.length === 0) continue
    const needsComputed = conditions.flatMap(slotsIn).some((slot) => asked.get(slot)?.question.computed)
    const known = needsComputed ? compute(definition, answers) : answers
    rows.forEach((row, i) => {
      const { id } = one.question
      const at = { group: one.group.id, row: known[one.group.id]![i]! }
      if (!(id in row) || isAsked(one, known, at)) return
      delete row[id]
      const place = t('instruments.answerAt', { group: one.group.id, row: String(i + 1), question: id })
      faults.push({
        place,
        message: t('instruments.answerNotAsked'),
        slot: one.slot,
        row: i + 1,
        because: 'unasked',
      })
    })
  }
}

function missing(definition: Definition, answers: Answers): AnswerFault[] {
  const filled = compute(definition, answers)
  const counted = new Set<string>()
  return [...lookup(definition).asked.values()].flatMap((one): AnswerFault[] => {
    const { group, question, slot } = one
    const rows = filled[group.id] ?? (group.repeat ? [] : [{}])
    const least = group.repeat?.min ?? 0
    const tooFew =
      rows.length < least && !counted.has(group.id) && isAsked(one, filled, { group: group.id, row: {} })
    if (tooFew) counted.add(group.id)
    const faults: AnswerFault[] = tooFew
      ? [{ place: group.id, message: t('instruments.answerTooFewRows', { least, count: rows.length }) }]
      : []
    if (!question.required || question.hidden || question.computed) return faults
    rows.forEach((row, i) => {
      if (isAnswered(row[question.id]) || !isAsked(one, filled, { group: group.id, row })) return
      const place = t('instruments.answerAt', { group: group.id, row: String(i + 1), question: question.id })
      faults.push({ place, message: t('instruments.answerRequired'), slot, row: i + 1, because: 'missing' })
    })
    return faults
  })
}
