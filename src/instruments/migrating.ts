import { type Answers, isAnswered, type Row } from './answer.ts'
import { checkAnswers } from './answers.ts'
import { applyChanges, type Fate } from './applying.ts'
import { carryAnswer, type Why } from './carrying.ts'
import type { Change } from './changes.ts'
import type { Definition, Slot } from './definition.ts'
import { lookup } from './lookup.ts'

/** An answer that a later edition has no place for, as it was given. */
export interface Kept {
  /** The edition it was given to, and the slot there. */
  edition: string
  slot: Slot
  /** The id or, counted from 1, the number of its row, where its group repeats. */
  row?: string | number
  answer: unknown
  why: Why
}

export interface Migrated {
  answers: Answers
  kept: Kept[]
}

/**
 * Carries answers to the last edition over to the new one by what was done to it. Every answer arrives,
 * or is among `kept` with the reason; of several choices some may arrive and the others be kept. What
 * arrives checks against the new definition without a fault, but for what it asks for besides.
 */
export function migrateAnswers(
  changes: Change[],
  last: Definition,
  next: Definition,
  answers: Answers,
): Migrated {
  const cells = cellsOf(changes, last, answers)
  const carried: Answers = {}
  for (const cell of cells) carryCell(cell, last, next, carried)
  const checked = checkAnswers(next, carried)
  for (const { slot, row } of checked.faults) {
    const cell = cells.find((one) => one.fate?.to === slot && one.at === row)
    if (cell?.at !== undefined && isAnswered(valueAt(carried, slot!, row!)))
      Object.assign(cell, { left: cell.answer, why: 'asked' })
  }
  return {
    answers: checked.good,
    kept: cells.flatMap(({ slot, row, left, why }) =>
      why ? { edition: last.edition, slot, ...(row !== undefined && { row }), answer: left, why } : [],
    ),
  }
}

const valueAt = (answers: Answers, slot: Slot, row: number): unknown => {
  const [group = '', id = ''] = slot.split('/')
  return answers[group]?.[row - 1]?.[id]
}

/** One answer on its way. */
interface Cell {
  slot: Slot
  group: string
  /** The index of its row, its id, and how it is named where the group repeats. */
  index: number
  id?: string
  row?: string | number
  answer: unknown
  fate?: Fate
  /** The row it arrived in, counted from 1. */
  at?: number
  left?: unknown
  why?: Why
}

function cellsOf(changes: Change[], last: Definition, answers: Answers): Cell[] {
  const fates = fatesFor(changes, last)
  return Object.entries(answers).flatMap(([group, rows]) =>
    rows.flatMap((given, index) => {
      const { id, ...row } = given as Row & { id?: string }
      const repeats = lookup(last).groups.get(group)?.values().next().value?.group.repeat
      return Object.entries(row)
        .filter(([, answer]) => isAnswered(answer))
        .map(([question, answer]): Cell => {
          const slot = `${group}/${question}`
          return { slot, group, index, id, row: repeats && (id ?? index + 1), answer, fate: fates.get(slot) }
        })
    }),
  )
}

const known = new WeakMap<Change[], { last: Definition; fates: Map<Slot, Fate> }>()

/** What becomes of each slot, found once for changes that nothing changes any more. */
function fatesFor(changes: Change[], last: Definition): Map<Slot, Fate> {
  const standing = known.get(changes)
  if (standing?.last === last) return standing.fates
  const { fates, faults } = applyChanges(last, last.edition, changes)
  if (faults.length) throw new Error(`the changes do not fit the edition: ${JSON.stringify(faults[0])}`)
  const found = new Map(fates.map((fate) => [fate.slot, fate]))
  known.set(changes, { last, fates: found })
  return found
}

function carryCell(cell: Cell, last: Definition, next: Definition, carried: Answers): void {
  const { slot, fate, answer } = cell
  const from = lookup(last).asked.get(slot)
  const to = fate?.to === undefined ? undefined : lookup(next).asked.get(fate.to)
  if (!from || !to) return void Object.assign(cell, { left: answer, why: 'removed' })
  const { value, left, why } = carryAnswer(answer, from, fate!.carrying, to)
  Object.assign(cell, { left, why })
  if (value === undefined) return
  const rows = (carried[to.group.id] ??= [])
  const { repeat } = to.group
  const id = repeat ? (cell.id ?? (from.group.repeat ? undefined : 'r1')) : undefined
  const at = repeat ? rowFor(rows, id, cell.index) : 0
  if (at >= (repeat?.max ?? 1) || isAnswered(rows[at]?.[to.question.id]))
    return void Object.assign(cell, { left: answer, why: 'rows' })
  rows[at] = { ...(id !== undefined && { id }), ...rows[at], [to.question.id]: value }
  cell.at = at + 1
}

/** The row of that id, or a new one; rows without ids keep their order. */
function rowFor(rows: Row[], id: string | undefined, index: number): number {
  if (id === undefined) {
    while (rows.length < index) rows.push({})
    return index
  }
  const at = rows.findIndex((row) => row.id === id)
  return at < 0 ? rows.length : at
}
