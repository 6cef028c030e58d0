import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { tokens } from './tokens.ts'

/** So many words of a query are helped. */
const mostHelped = 3
/** Of a word this long, two letters may be wrong. */
const long = 6

/**
 * The query with its unknown words replaced by the nearest that the viewer may read somewhere, or
 * nothing when there is none near. One query.
 */
export async function nearSpelling(
  viewer: Viewer,
  query: string,
  unknown: string[],
): Promise<string | undefined> {
  const wrong = [...new Set(unknown)].filter((word) => word.length > 2).slice(0, mostHelped)
  if (wrong.length === 0) return undefined
  const slips = wrong.flatMap((asked) => [...shortened(asked)].map((letters) => ({ asked, letters })))
  const { rows } = await sql<{ asked: string; near: string; docs: number }>`
    select near.asked, word.text as near, sum(word_use.docs)::int as docs
    from (
      select distinct given.asked, slip.word
      from unnest(${slips.map((one) => one.asked)}::text[], ${slips.map((one) => one.letters)}::text[]) as given (asked, letters)
      join slip on slip.letters = given.letters
    ) as near
    join word on word.id = near.word
    join word_use on word_use.word = word.id and word_use.docs > 0 and ${visibleTo(viewer, 'word_use.circle')}
    where word.lex is null or exists (select from posting where posting.lex = word.lex and ${visibleTo(viewer, 'posting.circle')})
    group by near.asked, word.text`.execute(db())
  const nearest = new Map(
    wrong.map((word) => [
      word,
      best(
        word,
        rows.filter((row) => row.asked === word),
      ),
    ]),
  )
  return [...nearest.values()].some((near) => near) ? replaced(query, nearest) : undefined
}

/** The word as it is, with a letter left out, and a long one with two. */
function shortened(word: string): Set<string> {
  const all = new Set([word])
  for (let round = 0; round < (word.length < long ? 1 : 2); round++)
    for (const each of [...all]) {
      const letters = [...each]
      letters.forEach((_, i) => void all.add(letters.toSpliced(i, 1).join('')))
    }
  return all
}

/** The fewest slips, then the most documents; too many slips are another word. */
function best(word: string, near: { near: string; docs: number }[]): string | undefined {
  const slips = near
    .map((one) => ({ ...one, slips: slipsBetween(word, one.near) }))
    .filter((one) => one.slips <= Math.max(1, Math.floor(word.length / 3)))
  return slips.sort((a, b) => a.slips - b.slips || b.docs - a.docs)[0]?.near
}

function replaced(query: string, nearest: Map<string, string | undefined>): string {
  let words = ''
  let from = 0
  for (const { word, start, end } of tokens(query)) {
    words += query.slice(from, start) + (nearest.get(word) ?? query.slice(start, end))
    from = end
  }
  return words + query.slice(from)
}

/**
 * How many letters were left out, added, changed or swapped with the next (optimal string alignment,
 * Damerau 1964).
 */
export function slipsBetween(a: string, b: string): number {
  const one = [...a]
  const other = [...b]
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    before = above
    above = row
  }
  return above[other.length]!
}
