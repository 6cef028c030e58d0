import { type Condition, precise } from './conditions.ts'

/** A condition that is asked about, and the answers given to it. */
export interface Described {
  condition: Condition
  codes: string[]
}

/**
 * How like what a record states is to what was asked, 0 to 1: the mean of how near the nearest stated answer
 * is to each asked one, three parts, and of how near the nearest asked one is to each stated, one part. So a
 * record that holds in more conditions than the asked one is like it, and one that holds in that alone a
 * little more (Tversky 1977: the two ways of a comparison need not weigh the same).
 */
export function likenessOf({ condition, codes }: Described, given: string[]): number {
  const [asked, stated] = [precise(condition, codes), precise(condition, given)]
  if (asked.length === 0 || stated.length === 0) return 0
  const forth = asked.map((a) => Math.max(...stated.map((b) => condition.near(a, b))))
  const back = stated.map((b) => Math.max(...asked.map((a) => condition.near(a, b))))
  return (3 * mean(forth) + mean(back)) / 4
}

/** Every asked answer is among those stated, or what they are a part of is. */
export const holdsAll = ({ condition, codes }: Described, stated: string[]): boolean =>
  precise(condition, codes).every((a) => stated.some((b) => condition.near(a, b) === 1))

const mean = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** So many records are so like what was asked. */
export interface Met {
  likeness: number
  count: number
}

export interface Weighed {
  /** In bits. */
  weight: number
  /** How like the asked answer those are that state anything, on average. */
  expected: number
}

/** An answer that says little counts half a bit; one that hardly any record shares does not drown the rest. */
const least = 0.5
const most = 3

/**
 * What an asked condition weighs: the information in meeting somebody like it, −log2 of how like it the
 * records are that state anything, on average (Lin 1998, An information-theoretic definition of similarity),
 * with one like and one unlike more than there are (Laplace's rule of succession), and within 0.5 and 3 bits.
 */
export function weigh(met: Met[]): Weighed {
  const all = met.reduce((sum, { count }) => sum + count, 0)
  const like = met.reduce((sum, { likeness, count }) => sum + count * likeness, 0)
  const expected = (like + 1) / (all + 2)
  return { weight: Math.min(most, Math.max(least, -Math.log2(expected))), expected }
}

/**
 * Likeness is Gower's general coefficient (1971), Σ weight · likeness / Σ weight over the conditions asked.
 * One that a record does not state, which Gower leaves out, counts half as like as records are on average:
 * neither for it nor fully against it, so that a record which says one thing is not held for one that says
 * all. This is the upper sum of a record that states nothing.
 */
export const begun = (all: Weighed[]): number =>
  all.reduce((sum, { weight, expected }) => sum + (weight * expected) / 2, 0)

/** What a stated answer that is so like the asked one brings to the upper sum. */
export const brought = ({ weight, expected }: Weighed, likeness: number): number =>
  weight * (likeness - expected / 2)
