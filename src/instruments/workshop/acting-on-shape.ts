import { found, refuse } from '../../base/refusal.ts'
import { freeName } from '../../base/slug.ts'
import type { Carrying, OperationOf } from '../changes.ts'
import type { Definition, Question, QuestionType } from '../definition.ts'
import {
  askedAt,
  change,
  idOf,
  labelsOf,
  made,
  type Typed,
  type TypedNew,
  underscored,
  withText,
} from './acting-on-questions.ts'
import type { Making } from './changing.ts'
import { refuseClash } from './seeing.ts'

/** What becomes of answers that are there: carried as far as they fit, or kept beside the record. */
export type Fate = 'same' | 'kept'

const changeAt = (
  slot: string,
  set: OperationOf<'change-question'>['set'],
  answers: Carrying,
  typed: Typed,
  ...before: OperationOf<'add-list'>[]
) => change(typed, ...before, { op: 'change-question', slot, set, answers })

/**
 * Another unit: answers in the unit of the edition in use are multiplied, stay as they are, or are kept. What
 * the proposal did to the unit before gives way, so that the number counts from that edition. Refuses the unit
 * that it has, and to multiply by no number.
 */
export const measuring =
  (slot: string, typed: Typed & { unit?: string; fate: Fate | 'times'; times?: number }): Making =>
  (definition) => {
    const { question } = askedAt(definition, slot)
    if ((typed.unit ?? undefined) === question.unit) refuse('invalid', 'workshop.sameAsBefore')
    if (typed.fate === 'times' && !typed.times) refuse('invalid', 'workshop.timesMissing')
    const answers = typed.fate === 'times' ? { times: typed.times! } : typed.fate
    return changeAt(slot, { unit: typed.unit ?? null }, answers, typed)
  }

/** What belongs to some types only, and goes with them. */
const ofType = [
  'list',
  'rows',
  'fromGroups',
  'columns',
  'kinds',
  'instruments',
  'ends',
  'unit',
  'min',
  'max',
  'decimals',
  'maxLength',
  'maxChoices',
  'computed',
] as const

/**
 * Another kind of answer in place of the one that was asked for: what belonged to the old one goes, and what
 * becomes of the answers is said. Of yes and no the first choice becomes yes and the second no. Refuses the kind
 * that it is.
 */
export const replacing =
  (slot: string, typed: TypedNew & { fate: Fate }): Making =>
  (definition) => {
    const { question, group } = askedAt(definition, slot)
    if (question.type === typed.type) refuse('invalid', 'workshop.sameAsBefore')
    const taken = new Set(group.questions.map(({ id }) => id))
    const { question: other, operations } = made(definition, { ...typed, label: question.id }, taken)
    const gone = ofType.filter((key) => question[key] !== undefined && other[key] === undefined)
    const given = ofType.filter((key) => other[key] !== undefined)
    const set = Object.fromEntries([
      ['type', typed.type],
      ...gone.map((key) => [key, null]),
      ...given.map((key) => [key, other[key]]),
    ])
    const lists = operations.filter((one) => one.op === 'add-list')
    return changeAt(
      slot,
      set,
      wayFrom(question.type, typed.type, lists, other.list, typed.fate),
      typed,
      ...lists,
    )
  }

function wayFrom(
  from: QuestionType,
  to: QuestionType,
  lists: OperationOf<'add-list'>[],
  list: string | undefined,
  fate: Fate,
): Carrying {
  if (fate === 'kept' || from !== 'yesno') return fate
  const [yes, no] = lists.find((one) => one.list === list)?.choices ?? []
  return to !== 'yesno' && yes && no ? { codes: { yes: yes.code, no: no.code } } : fate
}

/** How a total is made; what is wrong with it is found when it is tried. */
export const reckoning =
  (slot: string, typed: Typed & { computed: NonNullable<Question['computed']> }): Making =>
  (definition) => {
    askedAt(definition, slot)
    return changeAt(slot, { computed: typed.computed }, 'kept', typed)
  }

type Column = NonNullable<Question['columns']>[number]

const columnsOf = (definition: Definition, slot: string): Column[] =>
  found(askedAt(definition, slot).question.columns)

const tabled = (slot: string, columns: Column[], typed: Typed) =>
  columns.length === 0 ? refuse('invalid', 'workshop.lastColumn') : changeAt(slot, { columns }, 'same', typed)

/** A further column of a table, the last. 404 where a question has none, here and below. */
export const addingColumn =
  (slot: string, typed: Typed & { label: string; holds: Column['type']; unit?: string }): Making =>
  (definition) => {
    const columns = columnsOf(definition, slot)
    const id = freeName(idOf(typed.label), new Set(columns.map((one) => one.id)), underscored)
    const label = labelsOf(definition, typed.lang, typed.label)
    return tabled(
      slot,
      [...columns, { id, label, type: typed.holds, ...(typed.unit && { unit: typed.unit }) }],
      typed,
    )
  }

/** Another name for a column. Refuses the one it has, and where somebody else has changed it meanwhile. */
export const namingColumn =
  (slot: string, column: string, typed: Typed & { label: string }): Making =>
  (definition) => {
    const columns = columnsOf(definition, slot)
    const one = found(columns.find(({ id }) => id === column))
    refuseClash(one, typed)
    if (one.label[typed.lang] === typed.label) refuse('invalid', 'workshop.sameAsBefore')
    const label = withText(one.label, typed.lang, typed.label)!
    return tabled(
      slot,
      columns.map((each) => (each === one ? { ...each, label } : each)),
      typed,
    )
  }

/** A column asked no more: what was answered in it is kept beside. Refuses the last one. */
export const removingColumn =
  (slot: string, column: string, typed: Typed): Making =>
  (definition) => {
    const columns = columnsOf(definition, slot)
    found(columns.find(({ id }) => id === column))
    return tabled(
      slot,
      columns.filter(({ id }) => id !== column),
      typed,
    )
  }
