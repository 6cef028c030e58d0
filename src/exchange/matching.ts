import type { What } from './entry.ts'

/** What of an offer or a need is compared. */
export interface Comparable {
  what: What
  topics: number[]
  places: number[]
  langs: string[]
  time: string | null
}

/** Why an offer meets a need: of a topic or a place that is within the other's, the nearer. */
export interface Reason {
  topics: number[]
  places: number[]
  langs: string[]
  time: boolean
  /** The greater the better. */
  score: number
}

/** All that a topic or a place is within, itself among it. */
export type Above = ReadonlyMap<number, ReadonlySet<number>>

/** What counts for how much. */
export const weights = { sameTopic: 3, nearTopic: 2, place: 2, lang: 1, time: 1 }

/**
 * Whether an offer meets a need, and why; nothing where it does not. It is of what is sought. Topics, places and
 * languages meet where both name some; where one names no topic, a place has to be shared. The job asks PostgreSQL
 * for the same of all of them at once, which a test holds to this.
 */
export function meets(offer: Comparable, need: Comparable, above: Above): Reason | undefined {
  if (offer.what !== need.what) return undefined
  const topics = shared(offer.topics, need.topics, above)
  const places = shared(offer.places, need.places, above)
  const langs = offer.langs.filter((lang) => need.langs.includes(lang))
  const bothSay = (one: readonly unknown[], other: readonly unknown[]) => one.length > 0 && other.length > 0
  if (bothSay(offer.topics, need.topics) ? topics.length === 0 : places.length === 0) return undefined
  if (bothSay(offer.places, need.places) && places.length === 0) return undefined
  if (bothSay(offer.langs, need.langs) && langs.length === 0) return undefined
  const same = offer.topics.some((id) => need.topics.includes(id))
  const time = offer.time !== null && offer.time === need.time
  const score =
    (same ? weights.sameTopic : topics.length > 0 ? weights.nearTopic : 0) +
    (places.length > 0 ? weights.place : 0) +
    (langs.length > 0 ? weights.lang : 0) +
    (time ? weights.time : 0)
  return { topics, places, langs, time, score }
}

function shared(ones: number[], others: number[], above: Above): number[] {
  const within = (one: number, other: number) => one === other || above.get(one)?.has(other) === true
  const found = ones.flatMap((one) =>
    others.flatMap((other) => (within(one, other) ? one : within(other, one) ? other : [])),
  )
  return [...new Set(found)]
}
