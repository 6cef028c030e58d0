import type { Definition } from '../../instruments/definition.ts'
import { type AdaptationText, adaptationTexts } from '../adapting.ts'
import { type HeadQuestion, head, onlyRow, pathOf } from './path.ts'

/** What every record has besides its answers, in the order it is asked for. */
export const headQuestions = [
  'title',
  'summary',
  ...adaptationTexts,
  'places',
  'topics',
  'knowledge',
  'basis',
  'organisations',
  'licence',
] as const satisfies HeadQuestion[]
export type ListedHead = (typeof headQuestions)[number]

/** Those that are said by language, and how long they may be in each. */
export const headWords = {
  title: 300,
  summary: 4_000,
  changed: 4_000,
  failed: 4_000,
  basis: 2_000,
} as const satisfies Partial<Record<ListedHead, number>>
export type WordsHead = keyof typeof headWords
export const isWordsHead = (question: ListedHead): question is WordsHead => Object.hasOwn(headWords, question)

/** Licences that let others use, adapt and translate; what is written here is meant for that. */
export const licences = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-SA-4.0', 'CC0-1.0'] as const

const filledBy: Partial<Record<ListedHead, keyof NonNullable<Definition['fills']>>> = {
  title: 'title',
  summary: 'summary',
  places: 'place',
}
const isFilled = ({ fills }: Definition, question: ListedHead): boolean => {
  const by = filledBy[question]
  return by !== undefined && fills?.[by] !== undefined
}

/** What is written: by which questionnaire, and whether it adapts another record. */
interface Asking {
  definition: Definition
  adapts: boolean
}

export const isOfAdaptation = (question: string): question is AdaptationText =>
  adaptationTexts.some((one) => one === question)

/** What no record can be published without, and no answer of this questionnaire gives. */
export const headNeeded = ({ definition, adapts }: Asking): ListedHead[] =>
  (['title', 'summary', 'changed', 'places', 'knowledge', 'licence'] as const).filter((question) =>
    isOfAdaptation(question) ? adapts : !isFilled(definition, question),
  )

/** What is asked for; further places can be named beside the one that an answer gives. */
export const headAsked = ({ definition, adapts }: Asking): ListedHead[] =>
  headQuestions.filter((question) =>
    isOfAdaptation(question) ? adapts : question === 'places' || !isFilled(definition, question),
  )

/** Where it stands in a draft. */
export const headPath = (question: HeadQuestion, lang?: string): string =>
  pathOf({ group: head, row: onlyRow, question, ...(lang !== undefined && { lang }) })
