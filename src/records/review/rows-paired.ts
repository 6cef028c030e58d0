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

/** Rows by their ids; where they came without, those that say the same stand together, and what is between them follows in order. */
export function rowsPaired(before: Row[], after: Row[]): Pair[] {
  const named = [...before, ...after].every(({ id }) => id !== undefined)
  if (!named) return byWhatTheySay(before, after)
  const kept = after.map(
    (row, at): Pair => ({ before: before.find(({ id }) => id === row.id), after: row, at }),
  )
  const went = before.flatMap((row, at) => (after.some(({ id }) => id === row.id) ? [] : { before: row, at }))
  return [...kept, ...went]
}

function byWhatTheySay(before: Row[], after: Row[]): Pair[] {
  const pairs: Pair[] = []
  let [from, to] = [0, 0]
  let gap: { went: Row[]; came: Row[] } = { went: [], came: [] }
  const flush = () => {
    const { went, came } = gap
    for (let i = 0; i < Math.max(went.length, came.length); i++)
      pairs.push({
        before: went[i],
        after: came[i],
        at: (came[i] ? to - came.length : from - went.length) + i,
      })
    gap = { went: [], came: [] }
  }
  for (const { value, added, removed } of diffArrays(before, after, { comparator: isDeepStrictEqual })) {
    if (added) {
      gap.came.push(...value)
      to += value.length
    } else if (removed) {
      gap.went.push(...value)
      from += value.length
    } else {
      flush()
      for (const row of value) pairs.push({ before: row, after: row, at: to++ })
      from += value.length
    }
  }
  flush()
  return pairs
}
