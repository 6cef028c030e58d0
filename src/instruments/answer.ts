import type { Slot } from './definition.ts'

/** One row of answers by question id; rows of repeating groups carry a stable `id`. */
export type Row = Record<string, unknown>

/** Answers to an instrument: rows by group. A group that does not repeat has one row. */
export type Answers = Record<string, Row[]>

/** Where one stands in answers: in this row of this group. */
export interface At {
  group: string
  row: Row
}

const groupOf = (slot: Slot): string => slot.slice(0, slot.indexOf('/'))
const questionOf = (slot: Slot): string => slot.slice(slot.indexOf('/') + 1)

/** Nothing, no words, no codes and no parts are no answer. */
export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.keys(value).length > 0
}

/** What is answered to a slot: in this row for a question of the same group, else in any row. */
export function valuesOf(slot: Slot, answers: Answers, at?: At): unknown[] {
  const group = groupOf(slot)
  const rows = at?.group === group ? [at.row] : (answers[group] ?? [])
  const id = questionOf(slot)
  return rows.map((row) => row[id]).filter(isAnswered)
}
