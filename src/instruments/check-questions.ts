import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Definition, Question, QuestionType } from './definition.ts'
import { type Lookup, lookup, type Part, sourcesOf } from './lookup.ts'
import { placeOf } from './place-of.ts'

const listed = new Set<QuestionType>(['choice', 'choices', 'ranking', 'scale', 'matrix'])
const numeric = new Set<QuestionType>(['number', 'computed'])

/** What a question needs for its type and does not have, has and does not need, or names and is not there. */
export function questionFaults(definition: Definition): Fault[] {
  const found = lookup(definition)
  return found.parts.flatMap((part) =>
    part.group.questions.flatMap((question) =>
      messages(question, part, found).map((message) => ({
        place: placeOf(part, question),
        message,
      })),
    ),
  )
}

function messages(question: Question, { group }: Part, found: Lookup): string[] {
  return [
    ...choiceMessages(question, found),
    ...boundMessages(question),
    ...(question.otherFor ?? [])
      .filter((id) => !group.questions.some((mate) => mate.id === id))
      .map((id) => t('instruments.faultOtherFor', { id })),
    ...computedMessages(question, found),
  ]
}

function choiceMessages(
  { type, list, rows, fromGroups, columns, ends }: Question,
  { lists, groups }: Lookup,
): string[] {
  const said: string[] = []
  for (const name of [list, rows])
    if (name !== undefined && !lists.has(name)) said.push(t('instruments.faultNoList', { list: name }))
  if (listed.has(type) && list === undefined && !fromGroups)
    said.push(t('instruments.faultNeedsList', { type }))
  if (!listed.has(type) && list !== undefined) said.push(t('instruments.faultNotListed', { type }))
  for (const id of fromGroups ?? [])
    if (!groups.has(id)) said.push(t('instruments.faultNoGroup', { group: id }))
  if (fromGroups && list !== undefined) said.push(t('instruments.faultListTwice'))
  if (type === 'matrix' && rows === undefined) said.push(t('instruments.faultNeedsRows'))
  if (type === 'table' && !columns?.length) said.push(t('instruments.faultNeedsColumns'))
  if (ends && type !== 'scale') said.push(t('instruments.faultEnds', { type }))
  return said
}

function boundMessages({ min, max, maxChoices, type }: Question): string[] {
  const said: string[] = []
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    said.push(t('instruments.faultMinMax', { min, max }))
  if (maxChoices !== undefined && type !== 'choices' && type !== 'ranking')
    said.push(t('instruments.faultMaxChoices', { type }))
  return said
}

function computedMessages({ type, computed }: Question, { asked }: Lookup): string[] {
  if (type !== 'computed') return computed ? [t('instruments.faultComputedType', { type })] : []
  if (!computed) return [t('instruments.faultNoComputation')]
  return sourcesOf(computed).flatMap((slot) => {
    const source = asked.get(slot)
    if (!source) return [t('instruments.faultNoSlot', { slot })]
    if ('count' in computed || numeric.has(source.question.type)) return []
    return [t('instruments.faultNotNumeric', { slot, type: source.question.type })]
  })
}
