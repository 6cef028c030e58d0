import { rawPool } from '../src/base/database/database.ts'
import { everyone, stranger, type Viewer } from '../src/base/viewer.ts'
import { index } from '../src/search/indexing.ts'
import type { Filters } from '../src/search/narrowing.ts'
import { search } from '../src/search/search.ts'
import { query } from './corpus.ts'
import { madeGround, makeGround, makeThings, registerMade, takeUpMade } from './made.ts'
import { random } from './random.ts'

const batch = 1_000
let made = 0
let documents = 0

/** Goes on with what an earlier run left in this database, if it left anything. */
export async function takeUp(): Promise<void> {
  made = await takeUpMade()
  if (made === 0) return
  registerMade()
  documents = (await rawPool().query(`select count(*)::int as count from doc`)).rows[0].count
}

/**
 * Makes and indexes things until there are so many documents; says how long indexing took. `progress`
 * hears how many there are after each thousand things.
 */
export async function loadUpTo(
  size: number,
  progress: (done: number) => void = () => undefined,
): Promise<{ documents: number; seconds: number }> {
  if (made === 0) {
    registerMade()
    await makeGround()
    await rawPool().query('analyze')
  }
  let took = 0
  for (; documents < size; made += batch) {
    const ids = await makeThings(made, made + batch)
    const start = performance.now()
    documents += await index(ids)
    took += performance.now() - start
    progress(documents)
  }
  if (took > 0) await rawPool().query('vacuum (analyze)')
  return { documents, seconds: took / 1000 }
}

/** A person who reads what everyone reads and two circles more. */
const person: Viewer = { kind: 'person', id: 1, circles: [everyone, 11, 12] }

/**
 * Searches by words of documents there are, one to five, one after another, always with facets: half
 * as a stranger; every third narrowed by a kind, a place or a topic; every tenth without words.
 */
export async function measure(documents: number, searches: number) {
  const dice = random(7)
  const { places, topics } = madeGround()
  const times: number[] = []
  let found = 0
  for (let n = 0; n < searches; n++) {
    const words = n % 10 === 9 ? '' : query(n, Math.floor(documents / 1.2))
    const choices: Filters[] = [
      { kind: ['practice'] },
      { place: [dice.one(places)] },
      { topic: [dice.one(topics)] },
    ]
    const filters = n % 3 === 2 ? dice.one(choices) : {}
    const start = performance.now()
    const { total } = await search(n % 2 ? stranger : person, words, { filters, lang: 'en' })
    times.push(performance.now() - start)
    found += total
  }
  const first = times[0]!
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!
  return {
    p95: at(0.95),
    toString: () =>
      `first ${first.toFixed(0)} ms, p50 ${at(0.5).toFixed(1)}, p95 ${at(0.95).toFixed(1)}, slowest ${at(1).toFixed(0)} ms; ${searches} searches, ${Math.round(found / searches)} things found each`,
  }
}
