import { isDeepStrictEqual } from 'node:util'
import type { Fault } from '../base/import.ts'
import type { Place } from './place.ts'
import { GivenPlace } from './place.ts'

/** A place as it was given, and where: a file and a position in it. */
export interface Given {
  at: string
  json: unknown
}

/** A place that may be kept: what it stands in is known and leads back to no place on the way. */
export interface Sound {
  at: string
  place: ReturnType<typeof GivenPlace.parse>
  parents: string[]
}

/**
 * Parts good from bad, keeping as much as can be kept: a place that is not one, is given in two ways, has
 * a number of another, stands in an unknown place or would stand in itself is a fault, and so is all
 * that stands in it if it was not there before.
 */
export function sortOut(given: Given[], standing: Map<string, Place>): { sound: Sound[]; faults: Fault[] } {
  const faults: Fault[] = []
  let sound = readAll(given, faults)
  sound = withoutTakenNumbers(sound, standing, faults)
  // A place left out may leave others without a parent, and those others again.
  for (let before = -1; before !== sound.length; ) {
    before = sound.length
    sound = withoutUnknown(sound, standing, faults)
    sound = withoutCircles(sound, standing, faults)
  }
  return { sound, faults }
}

function readAll(given: Given[], faults: Fault[]): Sound[] {
  const byCode = new Map<string, Sound>()
  for (const { at, json } of given) {
    const read = GivenPlace.safeParse(json)
    if (!read.success) {
      for (const issue of read.error.issues)
        faults.push({ place: [at, ...issue.path].join(', '), message: issue.message })
      continue
    }
    const place = read.data
    const first = byCode.get(place.code)
    if (first && !isDeepStrictEqual(first.place, place))
      faults.push({ place: at, message: `${place.code} is given twice: otherwise at ${first.at}` })
    if (!first) byCode.set(place.code, { at, place, parents: [place.parent ?? []].flat() })
  }
  return [...byCode.values()]
}

/** M49 and alpha-3 belong to one place each. */
function withoutTakenNumbers(sound: Sound[], standing: Map<string, Place>, faults: Fault[]): Sound[] {
  const given = new Set(sound.map(({ place }) => place.code))
  const holders = new Map<string, string>()
  for (const place of standing.values())
    if (!given.has(place.code)) for (const number of numbersOf(place)) holders.set(number, place.code)
  return sound.filter(({ at, place }) => {
    const taken = numbersOf(place).find((number) => holders.has(number))
    if (taken) faults.push({ place: at, message: `${taken} is already the number of ${holders.get(taken)}` })
    else for (const number of numbersOf(place)) holders.set(number, place.code)
    return !taken
  })
}

const numbersOf = ({ m49, alpha3 }: { m49?: string; alpha3?: string }): string[] =>
  [m49, alpha3].flatMap((one) => one ?? [])

function withoutUnknown(sound: Sound[], standing: Map<string, Place>, faults: Fault[]): Sound[] {
  const levels = new Map(
    [...standing.values(), ...sound.map(({ place }) => place)].map(({ code, level }) => [code, level]),
  )
  return sound.filter(({ at, place, parents }) => {
    const unknown = [...parents, ...(place.members ?? [])].filter((code) => !levels.has(code))
    if (unknown.length) faults.push({ place: at, message: `there is no place ${unknown.join(', ')}` })
    const grouped = parents.filter((code) => levels.get(code) === 'grouping')
    if (grouped.length)
      faults.push({ place: at, message: `${grouped.join(', ')} is a grouping: it names its members itself` })
    return unknown.length + grouped.length === 0
  })
}

function withoutCircles(sound: Sound[], standing: Map<string, Place>, faults: Fault[]): Sound[] {
  let kept = sound
  for (let circle = findCircle(kept, standing); circle; circle = findCircle(kept, standing)) {
    const { culprit, way } = circle
    faults.push({
      place: culprit.at,
      message: `${culprit.place.code} would stand in itself: ${way.join(' › ')}`,
    })
    kept = kept.filter((one) => one !== culprit)
  }
  return kept
}

/** What stands in what once these are kept: groupings put themselves above their members. */
function linesAbove(sound: Sound[], standing: Map<string, Place>): Map<string, string[]> {
  const given = new Map(sound.map((one) => [one.place.code, one]))
  const above = new Map<string, string[]>()
  for (const { code, parents, groupings } of standing.values())
    above.set(code, [
      ...(given.has(code) ? [] : parents),
      ...groupings.filter((grouping) => !given.has(grouping)),
    ])
  for (const { place, parents } of sound) {
    above.set(place.code, [...parents, ...(above.get(place.code) ?? [])])
    for (const member of place.members ?? []) above.set(member, [...(above.get(member) ?? []), place.code])
  }
  return above
}

/** A way that comes back to where it began, through the given place that closes it (the last given). */
function findCircle(
  sound: Sound[],
  standing: Map<string, Place>,
): { culprit: Sound; way: string[] } | undefined {
  const above = linesAbove(sound, standing)
  const done = new Set<string>()
  for (const start of above.keys()) {
    const way = wayBack(start, above, done)
    if (!way) continue
    // What stood before had no circle, so one of the given is on it.
    const culprit = sound.filter(({ place }) => way.includes(place.code)).at(-1)!
    const turn = way.indexOf(culprit.place.code)
    return { culprit, way: [...way.slice(turn), ...way.slice(0, turn), culprit.place.code] }
  }
  return undefined
}

/** Walks up from a place, deepest first, without recursion; `done` holds what is known to lead nowhere. */
function wayBack(start: string, above: Map<string, string[]>, done: Set<string>): string[] | undefined {
  const way = [start]
  const left = [[...(above.get(start) ?? [])]]
  while (way.length) {
    const next = left.at(-1)!.pop()
    if (next === undefined) {
      done.add(way.pop()!)
      left.pop()
    } else if (way.includes(next)) return way.slice(way.indexOf(next))
    else if (!done.has(next)) {
      way.push(next)
      left.push([...(above.get(next) ?? [])])
    }
  }
  return undefined
}
