import type { Condition, Question, QuestionType, Slot } from '../definition.ts'
import type { ShowIf, SlmGroup, SlmQuestion } from './standard.ts'

/** What the rest of the file says that a question depends on. */
export interface Around {
  asked: { slot: Slot; question: SlmQuestion }[]
  facets: Slot[]
}

const types: Record<SlmQuestion['type'], QuestionType> = {
  text: 'text',
  longtext: 'longtext',
  boolean: 'yesno',
  number: 'number',
  integer: 'number',
  date: 'date',
  choice: 'choice',
  multichoice: 'choices',
  scale: 'scale',
  geometry: 'geometry',
  user: 'person',
  entity: 'organisation',
  record: 'record',
  file: 'file',
  image: 'image',
  // The number of a layer kept elsewhere: nothing here can draw it.
  maplayer: 'text',
}

/** Units that the files write for people, as UCUM writes them. */
const units: Record<string, string> = { 'm a.s.l.': 'm{a.s.l.}' }

export function questionOf(asked: SlmQuestion, group: SlmGroup, around: Around): Question {
  const computed = computedOf(asked, group, around)
  const slot = `${group.id}/${asked.id}`
  return {
    id: asked.id,
    label: asked.label,
    ...(asked.labelView && { labelRead: asked.labelView }),
    ...(asked.help && { help: asked.help }),
    type: computed ? 'computed' : types[asked.type],
    ...(asked.required && { required: true }),
    ...(asked.choices && { list: asked.choices }),
    ...(asked.choicesFromGroups && { fromGroups: asked.choicesFromGroups }),
    ...(asked.entity === 'Project' && { kinds: ['programme'] }),
    ...(asked.type === 'record' && {
      kinds: ['practice'],
      instruments: group.linksTo ? [`slm-${group.linksTo}`] : [],
    }),
    ...(asked.scaleLow && asked.scaleHigh && { ends: { low: asked.scaleLow, high: asked.scaleHigh } }),
    ...(asked.unit && { unit: units[asked.unit] ?? asked.unit }),
    ...(asked.min !== undefined && { min: asked.min }),
    ...(asked.max !== undefined && { max: asked.max === 'now' ? 'this-year' : asked.max }),
    ...decimalsOf(asked),
    ...(asked.maxLength && { maxLength: asked.maxLength }),
    ...(asked.maxChoices && { maxChoices: asked.maxChoices }),
    ...(asked.showIf && { when: conditionOf(asked.showIf) }),
    ...(asked.otherFor && { otherFor: asked.otherFor }),
    ...(computed && { computed }),
    ...(around.facets.includes(slot) && { glance: true }),
    ...(asked.inSummary && { brief: true }),
    ...(asked.hidden && { hidden: true }),
  }
}

const decimalsOf = ({ type, decimals }: SlmQuestion): { decimals?: number } =>
  type === 'integer' ? { decimals: 0 } : decimals === undefined ? {} : { decimals }

/** There, "is not" asks for an answer that is another one. */
export function conditionOf({ any }: ShowIf): Condition {
  const all = any.map(({ group, question, op, value }): Condition => {
    const slot = `${group}/${question}`
    if (op === 'answered') return { slot, answered: true }
    const is: Condition = { slot, is: value! }
    return op === 'eq' ? is : { all: [{ slot, answered: true }, { not: is }] }
  })
  return all.length === 1 ? all[0]! : { any: all }
}

/** Products of a row, sums over every group of the questionnaire, and dollars from local money. */
function computedOf(asked: SlmQuestion, group: SlmGroup, around: Around): Question['computed'] {
  const { fieldOptions, computed } = asked
  const field = { ...fieldOptions } as { 'data-auto-multiplication'?: string; 'data-auto-sum'?: string }
  if (computed) {
    const [rateGroup, rate, totalGroup, total] = computed.args
    return { ratio: [`${totalGroup}/${total}`, `${rateGroup}/${rate}`] }
  }
  if (field['data-auto-multiplication'])
    return { product: field['data-auto-multiplication'].split('|').map((id): Slot => `${group.id}/${id}`) }
  const summed = field['data-auto-sum']
  if (summed) {
    return { sum: around.asked.filter(({ question }) => question.id === summed).map(({ slot }) => slot) }
  }
  return undefined
}
