import { isDeepStrictEqual } from 'node:util'
import { diffArrays } from 'diff'
import type { Row } from '../../instruments/answer.ts'

/** A row before and after: one of them is missing where it came or went. */
export interface Pair {
  before?: Row
  after?: Row
  /** Where it stands, from 0: in what comes after, else in what was before. */
  at: number
}

interface Placed {
  row: Row
  at: number
}

/**
 * Rows that say the same stand together, whatever they are called: names that came with an import count
 * places only, and move when a row comes before them. What is between them is paired by its name, or
 * where it has none in its order.
 */
export function rowsPaired(before: Row[], after: Row[]): Pair[] {
  const pairs: Pair[] = []
  let [from, to] = [0, 0]
  let [went, came]: [Placed[], Placed[]] = [[], []]
  const flush = () => {
    pairs.push(...between(went, came))
    ;[went, came] = [[], []]
  }
  for (const { value, added, removed } of diffArrays(before, after, { comparator: saysTheSame })) {
    if (added) came.push(...value.map((row) => ({ row, at: to++ })))
    else if (removed) went.push(...value.map((row) => ({ row, at: from++ })))
    else {
      flush()
      for (const row of value) pairs.push({ before: row, after: row, at: to++ })
      from += value.length
    }
  }
  flush()
  return pairs
}

const saysTheSame = ({ id: _, ...one }: Row, { id: __, ...other }: Row): boolean =>
  isDeepStrictEqual(one, other)

function between(went: Placed[], came: Placed[]): Pair[] {
  const left = [...went]
  const kept = came.map(({ row, at }): Pair => {
    const found = left.findIndex((one) => one.row.id === row.id)
    const [before] = found < 0 ? [] : left.splice(found, 1)
    return { before: before?.row, after: row, at }
  })
  return [...kept, ...left.map(({ row, at }) => ({ before: row, at }))]
}
