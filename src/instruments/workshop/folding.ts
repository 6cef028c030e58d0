import type { Change, Operation, OperationOf } from '../changes.ts'
import type { Choice, Definition, Group, Question } from '../definition.ts'
import { partsOf, set } from '../work.ts'
import type { Step } from './proposal.ts'
import { reanchor, renameSlot } from './renaming.ts'

/**
 * Puts a change after those of a proposal. What was said of the same thing before gives way to what is said
 * now, so that nothing is said twice: a label changed twice is changed once, what was added is made as it is
 * to be, and what was added and taken out again was never there. Whether it can be done is not asked. `base`:
 * what the proposal begins from.
 */
export function fold(base: Definition, steps: Step[], { note, operations }: Change): Step[] {
  const work = structuredClone(steps)
  const left: Operation[] = []
  let home: Step | undefined
  for (const operation of structuredClone(operations)) {
    const done = absorb(base, work, operation)
    if (done === undefined) left.push(operation)
    else if (done) home = done
  }
  if (note && left.length === 0 && home) home.note = note
  const standing = work.filter((step) => step.operations.length > 0)
  return left.length ? [...standing, { ...(note && { note }), operations: left }] : standing
}

/** The step that says it now; `null` where nothing is left to say; nothing where a new step must. */
function absorb(base: Definition, steps: Step[], operation: Operation): Step | null | undefined {
  switch (operation.op) {
    case 'change-question':
      return changed(steps, operation, addedQuestion(steps, operation.slot))
    case 'change-choice':
      return changed(steps, operation, addedChoice(steps, operation.list, operation.code))
    case 'change-group':
      return changed(steps, operation, addedGroup(steps, operation.group))
    case 'change-section':
    case 'change-instrument':
      return changed(steps, operation, undefined)
    case 'move-question':
      return void moved(base, steps, operation)
    case 'remove-question':
      return removedQuestion(base, steps, operation)
    case 'remove-choice':
      return removedChoice(steps, operation)
    case 'merge-choices':
      for (const code of operation.codes) forgetChoice(steps, operation.list, code)
      return undefined
    case 'remove-group':
      return removedGroup(steps, operation)
    default:
      return undefined
  }
}

type Changing = OperationOf<
  'change-question' | 'change-choice' | 'change-group' | 'change-section' | 'change-instrument'
>

/** Of what stands in the proposal already; `target`: it adds the thing itself. */
function changed(
  steps: Step[],
  operation: Changing,
  target: { step: Step; part: object } | undefined,
): Step | undefined {
  if (target) {
    set(target.part, operation.set)
    return target.step
  }
  for (const step of steps)
    for (const before of step.operations)
      if (before.op === operation.op && nameOf(before) === nameOf(operation)) {
        Object.assign(before.set, operation.set)
        if ('answers' in operation && operation.answers !== undefined && before.op === 'change-question')
          before.answers = operation.answers
        return step
      }
  return undefined
}

/** What a change is of. */
function nameOf(operation: Changing): string {
  const section = 'section' in operation ? (operation.section ?? '') : ''
  if ('slot' in operation) return `${operation.slot} ${section}`
  if ('list' in operation) return `${operation.list} ${operation.code}`
  return 'group' in operation ? `${operation.group} ${section}` : section
}

type Found<T> = { step: Step; part: T }

function addedQuestion(steps: Step[], slot: string): Found<Question> | undefined {
  const { group, id } = partsOf(slot)
  for (const step of steps)
    for (const one of step.operations) {
      if (one.op === 'add-question' && one.group === group && one.question.id === id)
        return { step, part: one.question }
      if (one.op !== 'add-group' || one.group.id !== group) continue
      const part = one.group.questions.find((question) => question.id === id)
      if (part) return { step, part }
    }
  return undefined
}

function addedGroup(steps: Step[], id: string): Found<Group> | undefined {
  for (const step of steps)
    for (const one of step.operations)
      if (one.op === 'add-group' && one.group.id === id) return { step, part: one.group }
  return undefined
}

function addedChoice(steps: Step[], list: string, code: string): Found<Choice> | undefined {
  for (const step of steps)
    for (const one of step.operations) {
      if (one.op === 'add-choice' && one.list === list && one.choice.code === code)
        return { step, part: one.choice }
      const part =
        one.op === 'add-list' && one.list === list
          ? one.choices.find((choice) => choice.code === code)
          : undefined
      if (part) return { step, part }
    }
  return undefined
}

/** Where it was moved before it goes from where it stood first; the last place is the one that counts. */
function moved(base: Definition, steps: Step[], operation: OperationOf<'move-question'>): void {
  const from = beforeMoves(base, steps, operation.slot)
  const to = operation.to ?? operation.slot
  operation.slot = from
  if (to === from) delete operation.to
  else operation.to = to
}

/** Takes back every move of a question; gives the slot that it had before. */
function beforeMoves(base: Definition, steps: Step[], slot: string): string {
  for (const [i, step] of steps.entries())
    for (const one of step.operations)
      if (one.op === 'move-question' && (one.to ?? one.slot) === slot) {
        const { group, id } = partsOf(slot)
        const later = [
          { operations: step.operations.slice(step.operations.indexOf(one) + 1) },
          ...steps.slice(i + 1),
        ]
        reanchor(steps, later, { group, question: id }, base)
        drop(step, one)
        if (one.slot !== slot) renameSlot(steps.slice(i), slot, one.slot)
        return one.slot
      }
  return slot
}

function removedQuestion(
  base: Definition,
  steps: Step[],
  operation: OperationOf<'remove-question'>,
): null | undefined {
  operation.slot = beforeMoves(base, steps, operation.slot)
  const { group, id } = partsOf(operation.slot)
  for (const step of steps)
    step.operations = step.operations.filter(
      (one) => one.op !== 'change-question' || one.slot !== operation.slot,
    )
  const added = addedQuestion(steps, operation.slot)
  if (!added) return undefined
  const { step, part } = added
  for (const one of [...step.operations])
    if (one.op === 'add-question' && one.question === part) {
      reanchor(steps, steps, { group, question: id }, base)
      drop(step, one)
    } else if (one.op === 'add-group' && one.group.questions.includes(part)) {
      reanchor(steps, steps, { group, question: id }, base)
      one.group.questions.splice(one.group.questions.indexOf(part), 1)
    }
  dropList(steps, part.list)
  return null
}

/** A list that came with a question goes with it, unless another asks for it. */
function dropList(steps: Step[], list: string | undefined): void {
  const asked = steps.some(({ operations }) =>
    operations.some(
      (one) =>
        (one.op === 'add-question' && one.question.list === list) ||
        (one.op === 'add-group' && one.group.questions.some((question) => question.list === list)) ||
        (one.op === 'change-question' && one.set.list === list),
    ),
  )
  if (list === undefined || asked) return
  for (const step of steps)
    if (step.operations.some((one) => one.op === 'add-list' && one.list === list))
      step.operations = step.operations.filter((one) => !('list' in one) || one.list !== list)
}

function removedChoice(steps: Step[], { list, code }: OperationOf<'remove-choice'>): Step | null | undefined {
  const added = addedChoice(steps, list, code)
  forgetChoice(steps, list, code)
  return added ? (added.step.operations.length ? added.step : null) : undefined
}

/** What was said of a choice that goes; one that was added was never there. */
function forgetChoice(steps: Step[], list: string, code: string): void {
  for (const step of steps)
    for (const one of [...step.operations]) {
      if (!('list' in one) || one.list !== list) continue
      if (one.op === 'add-list') {
        const at = one.choices.findIndex((choice) => choice.code === code)
        if (at < 0) continue
        one.choices.splice(at, 1)
        followChoice(steps, list, code, one.choices[at - 1]?.code ?? null)
      } else if (one.op === 'add-choice' && one.choice.code === code) {
        drop(step, one)
        followChoice(steps, list, code, one.after)
      } else if ((one.op === 'change-choice' || one.op === 'move-choice') && one.code === code)
        drop(step, one)
    }
}

/** What was to stand after a choice that is not there any more stands where that would have stood. */
function followChoice(steps: Step[], list: string, code: string, after: string | null | undefined): void {
  for (const { operations } of steps)
    for (const one of operations) {
      if (one.op !== 'add-choice' || one.list !== list || one.after !== code) continue
      if (after === undefined) delete one.after
      else one.after = after
    }
}

function removedGroup(steps: Step[], { group: id }: OperationOf<'remove-group'>): null | undefined {
  const added = addedGroup(steps, id)
  for (const one of steps.flatMap(({ operations }) => operations))
    if (one.op === 'add-group' && one.group === added?.part) followGroup(steps, id, one.after)
  const inside = (one: Operation): boolean =>
    (one.op === 'add-question' && one.group === id) ||
    (one.op === 'change-question' && partsOf(one.slot).group === id) ||
    (one.op === 'change-group' && one.group === id) ||
    (one.op === 'add-group' && one.group.id === id)
  for (const step of steps) step.operations = step.operations.filter((one) => !inside(one))
  if (!added) return undefined
  for (const { list } of added.part.questions) dropList(steps, list)
  return null
}

function followGroup(steps: Step[], group: string, after: string | null | undefined): void {
  for (const { operations } of steps)
    for (const one of operations)
      if ((one.op === 'add-group' || one.op === 'move-group') && one.after === group) one.after = after
}

const drop = (step: Step, operation: Operation): void => {
  step.operations.splice(step.operations.indexOf(operation), 1)
}
