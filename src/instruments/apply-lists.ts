import { t } from '../base/i18n/t.ts'
import { carry } from './apply-questions.ts'
import type { OperationOf } from './changes.ts'
import type { Choice, Condition } from './definition.ts'
import { listIn, notThere, place, sayOnce, sectionsOf, set, undoable, type Work } from './work.ts'

export function addList(work: Work, { list, choices }: OperationOf<'add-list'>): void {
  if (list in work.definition.lists) undoable(t('instruments.faultListThere', { list }))
  work.definition.lists[list] = structuredClone(choices)
}

export function removeList(work: Work, { list }: OperationOf<'remove-list'>): void {
  listIn(work, list)
  sayOnce(work, `list ${list} removed`)
  delete work.definition.lists[list]
}

export function addChoice(work: Work, { list, choice, after }: OperationOf<'add-choice'>): void {
  const choices = listIn(work, list)
  if (choices.some(({ code }) => code === choice.code))
    undoable(t('instruments.faultCodeTwice', { code: choice.code }))
  place(choices, structuredClone(choice), 'code', after)
}

/** Answers that name it are kept, for no other code says the same. */
export function removeChoice(work: Work, { list, code }: OperationOf<'remove-choice'>): void {
  const { choices, choice } = choiceIn(work, list, code)
  sayOnce(work, `choice ${code} of ${list} removed`)
  choices.splice(choices.indexOf(choice), 1)
  recode(work, list, { [code]: null })
}

export function moveChoice(work: Work, { list, code, after }: OperationOf<'move-choice'>): void {
  const { choices, choice } = choiceIn(work, list, code)
  sayOnce(work, `choice ${code} of ${list} moved`)
  choices.splice(choices.indexOf(choice), 1)
  place(choices, choice, 'code', after)
}

export function changeChoice(work: Work, { list, code, set: keys }: OperationOf<'change-choice'>): void {
  const { choice } = choiceIn(work, list, code)
  for (const key of Object.keys(keys)) sayOnce(work, `choice ${code} of ${list} ${key}`)
  set(choice, structuredClone(keys))
}

export function renameChoice(work: Work, { list, code, to }: OperationOf<'rename-choice'>): void {
  const { choices, choice } = choiceIn(work, list, code)
  if (choices.some((one) => one.code === to)) undoable(t('instruments.faultCodeTwice', { code: to }))
  sayOnce(work, `choice ${code} of ${list} renamed`)
  choice.code = to
  for (const one of choices) if (one.broader === code) one.broader = to
  recode(work, list, { [code]: to })
  reask(work, list, code, to)
}

export function mergeChoices(work: Work, { list, codes, into }: OperationOf<'merge-choices'>): void {
  choiceIn(work, list, into)
  for (const code of codes) {
    const { choices, choice } = choiceIn(work, list, code)
    if (code === into) undoable(t('instruments.faultIntoItself', { id: code }))
    sayOnce(work, `choice ${code} of ${list} removed`)
    choices.splice(choices.indexOf(choice), 1)
    for (const one of choices) if (one.broader === code) one.broader = into
    reask(work, list, code, into)
  }
  recode(work, list, Object.fromEntries(codes.map((code) => [code, into])))
}

export function splitChoice(work: Work, { list, code, into, answers }: OperationOf<'split-choice'>): void {
  const { choices, choice } = choiceIn(work, list, code)
  if (answers !== undefined && !into.some((one) => one.code === answers))
    undoable(t('instruments.faultNoNeighbour', { id: answers }))
  sayOnce(work, `choice ${code} of ${list} removed`)
  const at = choices.indexOf(choice)
  choices.splice(at, 1)
  const twice = into.find((one) => choices.some((other) => other.code === one.code))
  if (twice) undoable(t('instruments.faultCodeTwice', { code: twice.code }))
  choices.splice(at, 0, ...structuredClone(into))
  recode(work, list, { [code]: answers ?? null })
}

function choiceIn(work: Work, list: string, code: string): { choices: Choice[]; choice: Choice } {
  const choices = listIn(work, list)
  const choice =
    choices.find((one) => one.code === code) ??
    notThere(work, `choice ${code} of ${list}`, t('instruments.faultNoCode', { code, list }))
  return { choices, choice }
}

/** What becomes of the answers of every question that takes its answers, or its rows, from the list. */
function recode(work: Work, list: string, codes: Record<string, string | null>): void {
  for (const section of sectionsOf(work.definition.sections))
    for (const group of section.groups ?? [])
      for (const question of group.questions) {
        if (question.list === list) carry(work, `${group.id}/${question.id}`, { codes })
        if (question.rows === list) carry(work, `${group.id}/${question.id}`, { rows: codes })
      }
}

/** Conditions that ask for the old code ask for the new one. */
function reask(work: Work, list: string, from: string, to: string): void {
  const listed = new Set<string>()
  for (const { groups = [] } of sectionsOf(work.definition.sections))
    for (const group of groups)
      for (const question of group.questions)
        if (question.list === list) listed.add(`${group.id}/${question.id}`)
  const walk = (when: Condition | undefined): void => {
    if (!when) return
    if ('any' in when) when.any.forEach(walk)
    else if ('all' in when) when.all.forEach(walk)
    else if ('not' in when) walk(when.not)
    else if ('is' in when && when.is === from && listed.has(when.slot)) when.is = to
  }
  for (const { when, groups = [] } of sectionsOf(work.definition.sections)) {
    walk(when)
    for (const group of groups) {
      walk(group.when)
      for (const question of group.questions) walk(question.when)
    }
  }
}
