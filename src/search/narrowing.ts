import { type Columns, type Dimension, dimensions, numberIfKnown, values } from './columns.ts'

/**
 * What results are narrowed to: any value of one list, and one of each list. `answer` has a list of
 * numbers of `answer_code` for each question.
 */
export interface Filters {
  kind?: string[]
  lang?: string[]
  knowledge?: string[]
  instrument?: string[]
  /** Things that places and topics are: what is within them counts. */
  place?: number[]
  topic?: number[]
  answer?: { slot: string; chosen: number[]; all: number[] }[]
}

export interface Count {
  value: string
  count: number
}

export interface Narrowed {
  /** The documents that are left, in the order they came. */
  docs: number[]
  /** How many things these are. */
  total: number
  /**
   * How many results each value would give: for those of a list that is narrowed already, together
   * with the other lists only, so that one may choose another. Most first; none is nothing.
   */
  counts: Record<Dimension, Count[]>
}

/** A list of values of which one is asked for: its bit, the values asked for, all that it may hold. */
interface Group {
  dimension: Dimension
  chosen: number[]
  holds: (value: number) => boolean
}

function groupsOf(filters: Filters): Group[] {
  const known = (dimension: Dimension, wanted: (string | number)[]): number[] =>
    wanted.flatMap((value) => numberIfKnown(dimension, String(value)) ?? [])
  const plain = dimensions.flatMap((dimension) => {
    if (dimension === 'answer' || !filters[dimension]?.length) return []
    return {
      dimension,
      chosen: known(dimension, filters[dimension]),
      holds: (value: number) => values[value]!.dimension === dimension,
    }
  })
  const answers = (filters.answer ?? []).map(({ chosen, all }) => {
    const slot = new Set(known('answer', all))
    return {
      dimension: 'answer' as const,
      chosen: known('answer', chosen),
      holds: (value: number) => slot.has(value),
    }
  })
  return [...plain, ...answers]
}

/** Narrows documents down and counts what is left, a thing once however many languages it has. */
export function narrow(docs: number[], columns: Columns, filters: Filters): Narrowed {
  const groups = groupsOf(filters)
  const { asked, member, langs } = bitsOf(groups)
  const all = (1 << groups.length) - 1
  const byLanguage = groups.findIndex(({ dimension }) => dimension === 'lang')
  const counts = new Uint32Array(values.length)
  const seen = new Set<number>()
  const left: number[] = []
  let total = 0
  for (const doc of docs) {
    const thing = columns.thing(doc)
    if (thing === undefined) continue
    const { starts, lists } = columns.chunk(doc)
    const from = starts[columns.at(doc)]!
    const to = starts[columns.at(doc) + 1]!
    let met = 0
    if (all) for (let i = from; i < to; i++) met |= asked[lists[i]!]!
    const missed = all & ~met
    // Two lists unmet: nothing one could choose leads here.
    if (missed & (missed - 1)) continue
    const again = seen.has(thing) || missed === 1 << byLanguage
    if (!again) seen.add(thing)
    if (missed === 0) {
      left.push(doc)
      if (!again) total++
    }
    // In another language it is the same thing: only its language counts.
    for (let i = from; i < to; i++) {
      const value = lists[i]!
      if ((missed === 0 || (member[value]! & missed) !== 0) && (!again || langs[value])) counts[value]!++
    }
  }
  return { docs: left, total, counts: sorted(counts) }
}

/** By the number of a value: the lists that ask for it, the lists it stands in, whether it is a language. */
function bitsOf(groups: Group[]) {
  const asked = new Uint32Array(values.length)
  const member = new Uint32Array(values.length)
  const langs = new Uint8Array(values.length)
  for (let value = 0; value < values.length; value++) {
    if (values[value]!.dimension === 'lang') langs[value] = 1
    for (const [i, group] of groups.entries()) if (group.holds(value)) member[value]! |= 1 << i
  }
  for (const [i, { chosen }] of groups.entries()) for (const value of chosen) asked[value] = 1 << i
  return { asked, member, langs }
}

function sorted(counts: Uint32Array): Narrowed['counts'] {
  const lists = Object.fromEntries(
    dimensions.map((dimension) => [dimension, []]),
  ) as unknown as Narrowed['counts']
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number]!
    const { dimension, value } = values[number]!
    if (count > 0) lists[dimension].push({ value, count })
  }
  for (const list of Object.values(lists))
    list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return lists
}
