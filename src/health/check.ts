import type { Text } from '../base/text.ts'
import type { ElementName } from './elements.ts'

/** The questionnaire by which members are asked. */
export const checkInstrument = 'health-check'

/** People, and what they answered, are counted from so many on, so that nobody is known by it. */
export const fewestShown = 5
/** The questions that are answered in a member's own words. */
export const openQuestions = ['keep', 'change'] as const
export type OpenQuestion = (typeof openQuestions)[number]

/** In characters: of words on a question. */
export const longestWords = 4_000
/** In any twelve months. */
export const mostInAYear = 2
/** In days: for how long one can be answered. */
export const lasts = { least: 3, most: 60, proposed: 21 } as const

/** A look of the community at itself, as its members read it. */
export interface CheckSeen {
  id: number
  /** Of the questionnaire, as it was when this began. */
  edition: number
  begun: string
  /** The last day on which one answers. */
  ends: string
  over: boolean
  /** How many answered. */
  answers: number
  /** The viewer did. */
  mine: boolean
  /** Of five, by element; nothing before it is over, and of too few answers. */
  means: Partial<Record<ElementName, number>> | null
  /** What was said, in no order. */
  words: { keep: Written[]; change: Written[] } | null
  reflection: Text | null
  /** When that was said, exactly; nothing where nobody has. */
  reflected: string
}
export interface Written {
  /** Names it among those of its question, and leads to no other answer. */
  key: string
  lang: string
  /** Nothing where those who facilitate keep it from sight. */
  words: string | null
}

const yearAgo = (): number => Date.now() - 365 * 86_400_000

/** How many more may begin now. */
export const checksLeft = (checks: readonly Pick<CheckSeen, 'begun'>[]): number =>
  mostInAYear - checks.filter(({ begun }) => new Date(begun).getTime() > yearAgo()).length

/** None was begun in a year. */
export const isDue = (checks: readonly Pick<CheckSeen, 'begun'>[]): boolean =>
  checksLeft(checks) === mostInAYear
