import type { Fault } from '../base/import.ts'
import * as lists from './apply-lists.ts'
import * as questions from './apply-questions.ts'
import * as structure from './apply-structure.ts'
import type { Carrying, Change, Operation, OperationOf } from './changes.ts'
import { checkDefinition } from './check.ts'
import type { Definition, Slot } from './definition.ts'
import { lookup } from './lookup.ts'
import { newWork, sayOnce, set, Undoable, type Work } from './work.ts'

/** What becomes of the answers to a slot of the last edition. */
export interface Fate {
  slot: Slot
  /** The slot of the new edition that they go to; without one they are kept beside. */
  to?: Slot
  /** What is done to each on the way, in order. */
  carrying: Carrying[]
}

export interface Applied {
  /** There is one only when there is no fault. */
  definition?: Definition
  faults: Fault[]
  /** One for each slot of the last edition. */
  fates: Fate[]
}

/**
 * Does the changes to the last edition, one operation after another: the new definition, checked whole,
 * and what becomes of every answer. An operation that cannot be done, or that says another thing than one
 * before it, is a fault with its place (`changes[2] > operations[0]`), and the others are tried.
 */
export function applyChanges(last: Definition, edition: string, changes: Change[]): Applied {
  const work = newWork(last)
  work.definition.edition = edition
  const faults: Fault[] = []
  for (const { at, operation } of inSteps(changes)) {
    work.at = at
    try {
      apply(work, operation)
    } catch (error) {
      if (!(error instanceof Undoable)) throw error
      faults.push({ place: at, message: error.message })
    }
  }
  if (faults.length) return { faults, fates: [] }
  const checked = checkDefinition(work.definition)
  if (!checked.definition) return { faults: checked.faults, fates: [] }
  return { definition: checked.definition, faults, fates: fatesOf(last, work, checked.definition) }
}

/** In the order they are done, each with its place: as they stand, but for those that say which step they are. */
const inSteps = (changes: Change[]): { at: string; operation: Operation }[] =>
  changes
    .flatMap(({ operations }, i) =>
      operations.map((operation, j) => ({ at: `changes[${i}] > operations[${j}]`, operation })),
    )
    .sort((a, b) => (a.operation.step ?? 0) - (b.operation.step ?? 0))

function fatesOf(last: Definition, { origins, carrying }: Work, next: Definition): Fate[] {
  const now = new Map([...origins].map(([to, slot]) => [slot, to]))
  const { asked } = lookup(next)
  return [...lookup(last).asked.keys()].map((slot) => {
    const to = now.get(slot)
    const there = to !== undefined && asked.has(to)
    return { slot, ...(there && { to }), carrying: carrying.get(slot) ?? [] }
  })
}

type Verbs = { [N in Operation['op']]: (work: Work, operation: OperationOf<N>) => void }

const verbs: Verbs = {
  'add-section': structure.addSection,
  'remove-section': structure.removeSection,
  'move-section': structure.moveSection,
  'change-section': structure.changeSection,
  'add-group': structure.addGroup,
  'remove-group': structure.removeGroup,
  'move-group': structure.moveGroup,
  'rename-group': structure.renameGroup,
  'change-group': structure.changeGroup,
  'add-question': questions.addQuestion,
  'remove-question': questions.removeQuestion,
  'move-question': questions.moveQuestion,
  'change-question': questions.changeQuestion,
  'add-list': lists.addList,
  'remove-list': lists.removeList,
  'add-choice': lists.addChoice,
  'remove-choice': lists.removeChoice,
  'move-choice': lists.moveChoice,
  'change-choice': lists.changeChoice,
  'rename-choice': lists.renameChoice,
  'merge-choices': lists.mergeChoices,
  'split-choice': lists.splitChoice,
  'change-instrument': (work, { set: keys }) => {
    for (const key of Object.keys(keys)) sayOnce(work, `instrument ${key}`)
    set(work.definition, structuredClone(keys))
  },
}

/** Does one operation; throws `Undoable` for one that cannot be done. */
export const apply = (work: Work, operation: Operation): void =>
  (verbs[operation.op] as (work: Work, operation: Operation) => void)(work, operation)
