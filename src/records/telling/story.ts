import { found } from '../../base/refusal.ts'
import type { Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { everyInstrument } from '../../instruments/editions.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'

/** A recording of an answer is no larger, in megabytes, and no longer, in seconds. */
export const mostMegabytes = 5
export const mostSeconds = 600
/** Characters of a transcript. */
export const mostWritten = 50_000

/** What it is said by: as themselves, under a name they chose, or without one. */
export const showings = ['named', 'chosen', 'none'] as const
export type Showing = (typeof showings)[number]

/** A questionnaire that makes stories is told rather than filled in: its long answers may be spoken. */
export const isTold = ({ makes }: Pick<Definition, 'makes'>): boolean => makes === 'story'

const isLong = ({ question, group }: Asked): boolean =>
  question.type === 'longtext' && !group.repeat && !question.hidden

/** What may be answered by voice, by its slot. */
export const spokenQuestion = (definition: Definition, slot: string): Asked | undefined => {
  const asked = isTold(definition) ? lookup(definition).asked.get(slot) : undefined
  return asked && isLong(asked) ? asked : undefined
}

/** What somebody who tells is asked: what they tell at length, and the little besides that it needs. */
export function askedOfTeller(definition: Definition): { told: Asked[]; besides: Asked[] } {
  const needed = [...lookup(definition).asked.values()].filter(
    ({ question, group }) => question.required && !question.hidden && !group.repeat && !question.computed,
  )
  return {
    told: needed.filter(isLong),
    besides: needed.filter((asked) => !isLong(asked)),
  }
}

/** The questionnaire by which stories are told: the one that is asked for, else the shortest without review. */
export async function tellingInstrument(
  viewer: Viewer,
  slug?: string,
): Promise<{ slug: string; id: number }> {
  const all = (await everyInstrument(viewer)).filter((one) => isTold(one) && one.review === 'none')
  const shortest = all.toSorted((a, b) => a.questions - b.questions)[0]
  return found(all.find((one) => one.slug === slug) ?? shortest)
}

/** What somebody says before they begin. */
export interface Beginning {
  lang: Lang
  /** It happened to somebody else, who tells it. */
  toldFor: boolean
  instrument?: string
  /** What is written already: title, summary and answers by their slots. */
  title?: string
  summary?: string
  said?: Record<string, string>
}
