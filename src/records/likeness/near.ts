import type { Choice } from '../../instruments/definition.ts'
import type { Everywhere } from '../../places/everywhere.ts'
import { countriesIn } from '../../places/lines.ts'

/** How near one answer is to another: 1 is the same, 0 has nothing in common. The asked one comes first. */
export type Near = (asked: string, stated: string) => number

/**
 * Steps of a scale: one less the share of the scale that lies between them (Gower 1971), squared, so that
 * the next step counts clearly more than the one after it.
 */
export const nearSteps =
  (steps: Map<string, number>): Near =>
  (asked, stated) => {
    if (asked === stated) return 1
    const [a, b] = [steps.get(asked), steps.get(stated)]
    return a === undefined || b === undefined ? 0 : (1 - Math.abs(a - b)) ** 2
  }

/** Codes: of what both are a part of, themselves included, the share that they have in common (Jaccard 1901). */
export const nearCodes =
  (broader: (code: string) => string[]): Near =>
  (asked, stated) => {
    if (asked === stated) return 1
    const [a, b] = [
      [asked, ...broader(asked)],
      [stated, ...broader(stated)],
    ]
    const common = a.filter((code) => b.includes(code)).length
    return common / (a.length + b.length - common)
  }

/**
 * Numbers: twice as much or half is half as near, four times as much is not near at all; of percentages,
 * one less the difference (Gower 1971).
 */
export const nearNumbers =
  (unit: string | undefined): Near =>
  (asked, stated) => {
    const [a, b] = [Number(asked), Number(stated)]
    if (a === b) return 1
    if (unit === '%') return Math.max(0, 1 - Math.abs(a - b) / 100)
    return a * b > 0 ? Math.max(0, 1 - Math.abs(Math.log2(a / b)) / 2) : 0
  }

/** The codes a choice is a part of, nearest first. */
export const broaderIn =
  (choices: Map<string, Choice>) =>
  (code: string): string[] => {
    const found: string[] = []
    let up = choices.get(code)?.broader
    while (up !== undefined && !found.includes(up)) {
      found.push(up)
      up = choices.get(up)?.broader
    }
    return found
  }

/** All that a place stands in, by whatever line. */
export function aboveIn({ byCode }: Everywhere): (code: string) => string[] {
  const known = new Map<string, string[]>()
  const above = (code: string): string[] => {
    const place = byCode.get(code)
    const up = [...(place?.parents ?? []), ...(place?.groupings ?? [])]
    return [...new Set([...up, ...up.flatMap(kept)])]
  }
  const kept = (code: string): string[] => {
    let found = known.get(code)
    if (!found) known.set(code, (found = above(code)))
    return found
  }
  return kept
}

/** The same, worked out once for each pair. */
export function nearOnce(near: Near): Near {
  const known = new Map<string, Map<string, number>>()
  return (asked, stated) => {
    let some = known.get(asked)
    if (!some) known.set(asked, (some = new Map()))
    let found = some.get(stated)
    if (found === undefined) some.set(stated, (found = near(asked, stated)))
    return found
  }
}

/** So many countries make a part of the world in which much is alike; more are hardly near. */
const fewCountries = 25

/**
 * Places: what lies in the asked one is there. Else by the nearest place that both stand in: an area, a
 * country, a region or grouping of few countries, one of many; the world says nothing.
 */
export function nearPlaces(all: Everywhere, above: (code: string) => string[]): Near {
  const worth = new Map<string, number>()
  const worthOf = (code: string): number => {
    const place = all.byCode.get(code)
    if (!place || place.level === 'world') return 0
    if (place.level === 'area') return 0.9
    if (place.level === 'country') return 0.75
    return countriesIn(all, place).length <= fewCountries ? 0.5 : 0.25
  }
  const kept = (code: string): number => {
    let found = worth.get(code)
    if (found === undefined) worth.set(code, (found = worthOf(code)))
    return found
  }
  return (asked, stated) => {
    const theirs = [stated, ...above(stated)]
    if (theirs.includes(asked)) return 1
    return Math.max(0, ...[asked, ...above(asked)].filter((code) => theirs.includes(code)).map(kept))
  }
}
