import type { Text } from '../base/text.ts'
import type { ElementName } from './elements.ts'

/** The questionnaire by which members are asked. */
export const checkInstrument = 'health-check'

/** What was answered is shown from so many answers on, so that nobody is known by theirs. */
export const fewestAnswers = 5
/** In any twelve months. */
export const mostInAYear = 2
/** In days: for how long one can be answered. */
export const lasts = { least: 3, most: 60, proposed: 21 } as const

/** A look of the community at itself, as its members read it. */
export interface CheckSeen {
  id: number
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
  reflected: string | null
}
export interface Written {
  lang: string
  words: string
}

const yearAgo = (): number => Date.now() - 365 * 86_400_000

/** How many more may begin now. */
export const checksLeft = (checks: readonly Pick<CheckSeen, 'begun'>[]): number =>
  mostInAYear - checks.filter(({ begun }) => new Date(begun).getTime() > yearAgo()).length

/** None was begun in a year. */
export const isDue = (checks: readonly Pick<CheckSeen, 'begun'>[]): boolean =>
  checksLeft(checks) === mostInAYear
