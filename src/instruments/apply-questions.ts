import { isDeepStrictEqual } from 'node:util'
import { t } from '../base/i18n/t.ts'
import type { OperationOf } from './changes.ts'
import type { Question, Slot } from './definition.ts'
import { forget, renameIn } from './slot-names.ts'
import { groupsIn, partsOf, place, questionsIn, sayOnce, set, undoable, type Work } from './work.ts'

export function addQuestion(
  work: Work,
  { question, group: id, section, after }: OperationOf<'add-question'>,
): void {
  const { group } = groupsIn(work, id, section)[0]!
  if (group.questions.some((one) => one.id === question.id))
    undoable(t('instruments.faultQuestionTwice', { id: question.id }))
  place(group.questions, structuredClone(question), 'id', after)
}

export function removeQuestion(work: Work, { slot, section }: OperationOf<'remove-question'>): void {
  const standing = questionsIn(work, slot, section)
  if ([...work.said.keys()].some((said) => said.startsWith(`${slot} set `) || said === `${slot} moved`))
    undoable(t('instruments.faultChangedThenRemoved', { slot }))
  for (const { group, question } of standing) group.questions.splice(group.questions.indexOf(question), 1)
  for (const { group, question } of standing) forget(work, { id: group.id, questions: [question] })
}

/** Answers follow a question to its new slot. */
export function moveQuestion(
  work: Work,
  { slot, to = slot, section, after }: OperationOf<'move-question'>,
): void {
  const standing = questionsIn(work, slot, section)
  const target = partsOf(to)
  const { group: source } = partsOf(slot)
  sayOnce(work, `${slot} moved${section === undefined || to !== slot ? '' : ` in ${section}`}`)
  if (to !== slot && groupsIn(work, target.group).some(({ group }) => asks(group.questions, target.id)))
    undoable(t('instruments.faultQuestionTwice', { id: target.id }))
  if (target.group === source)
    for (const { group, question } of standing) {
      if (after !== undefined || to === slot) {
        group.questions.splice(group.questions.indexOf(question), 1)
        place(group.questions, question, 'id', after)
      }
      rename(group.questions, question, target.id)
    }
  else {
    const { group } = groupsIn(work, target.group, section)[0]!
    for (const one of standing) one.group.questions.splice(one.group.questions.indexOf(one.question), 1)
    place(group.questions, { ...standing[0]!.question, id: target.id }, 'id', after)
  }
  if (to === slot) return
  renameIn(work, slot, to)
  work.said.set(`${to} moved`, work.at)
}

const asks = (questions: Question[], id: string): boolean => questions.some((one) => one.id === id)

function rename(mates: Question[], question: Question, id: string): void {
  for (const mate of mates)
    if (mate.otherFor) mate.otherFor = mate.otherFor.map((one) => (one === question.id ? id : one))
  question.id = id
}

/** What makes an answer mean what it means: who changes one of these says what becomes of the answers. */
export const meaning = ['type', 'list', 'rows', 'fromGroups', 'columns', 'unit', 'computed'] as const

export function changeQuestion(
  work: Work,
  { slot, section, set: keys, answers }: OperationOf<'change-question'>,
): void {
  const standing = questionsIn(work, slot, section)
  for (const key of Object.keys(keys)) sayOnce(work, `${slot} set ${key}${section ? ` in ${section}` : ''}`)
  const { question } = standing[0]!
  const other = meaning.find(
    (key) => key in keys && !isDeepStrictEqual(keys[key] ?? undefined, question[key]),
  )
  if (other && answers === undefined) undoable(t('instruments.faultNoFate', { slot, key: other }))
  for (const one of standing) set(one.question, structuredClone(keys))
  if (answers !== undefined) carry(work, slot, answers)
}

/** Notes what becomes of the answers to a question, by where it is now. */
export function carry(
  work: Work,
  slot: Slot,
  answers: NonNullable<OperationOf<'change-question'>['answers']>,
): void {
  const origin = work.origins.get(slot)
  if (origin === undefined) return
  const ways = work.carrying.get(origin) ?? []
  // A group that stands twice says it twice.
  if (!isDeepStrictEqual(ways.at(-1), answers)) work.carrying.set(origin, [...ways, answers])
}
