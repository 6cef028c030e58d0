import { dependsOn } from '../base/cache/tags.ts'
import type { Viewer } from '../base/viewer.ts'
import { type AskedWord, ask, browse } from './asking.ts'
import { type Columns, columnsOf } from './columns.ts'
import { type Hit, type Likely, rank, show, thingsOf } from './hits.ts'
import { nameFor } from './names.ts'
import { type Filters, type Narrowed, narrow } from './narrowing.ts'
import { tokens } from './tokens.ts'

export interface SearchOptions {
  filters?: Filters
  /** The reader's language. */
  lang?: string
  /** Without words, the newest always come first. */
  sort?: 'best' | 'newest'
  limit?: number
  offset?: number
  /** Words that a vocabulary carries over into other languages. */
  carried?: AskedWord[]
  /** Things that are not wanted, whatever they say. */
  without?: number[]
}

export interface Found {
  hits: Hit[]
  /** How many things were found; at least so many when there are `more`. */
  total: number
  more: boolean
  /** How many of them can be paged through. */
  reachable: number
  counts: Narrowed['counts']
  /** Words as written that were found by, to be marked in texts. */
  marked: Set<string>
  /** Words of the query that stand nowhere the viewer may see. */
  unknown: string[]
}

/** The best are ranked exactly; nobody pages further. */
export const mostRanked = 300
/** A query is looked at so far. */
const mostWords = 32

/** What answers a query, narrowed down and counted, before it is ranked. */
async function find(
  viewer: Viewer,
  query: string,
  { filters = {}, carried = [], without = [] }: SearchOptions,
) {
  dependsOn('things')
  const typed = tokens(query)
    .map((token) => token.word)
    .slice(0, mostWords)
  const asked = typed.map((word, i): AskedWord => ({ word, n: i + 1, weight: 1 }))
  const answer =
    typed.length > 0 ? await ask(viewer, [...asked, ...carried], filters) : await browse(viewer, filters)
  const columns = await columnsOf(answer.docs)
  const unwanted = new Set(without)
  const docs = unwanted.size ? answer.docs.filter((doc) => !unwanted.has(columns.thing(doc)!)) : answer.docs
  return {
    ...answer,
    ...narrow(docs, columns, filters),
    typed,
    columns,
  }
}

/**
 * What the viewer may see of what the words of the query stand in, any of them, best first; without
 * words everything, newest first. Two queries, three when documents were not read before.
 */
export async function search(viewer: Viewer, query: string, options: SearchOptions = {}): Promise<Found> {
  const { lang, sort = 'best', limit = 20, offset = 0 } = options
  const { docs, total, truncated, counts, words, unknown, typed, columns } = await find(
    viewer,
    query,
    options,
  )
  const best = typed.length > 0 && sort === 'best'
  const { hits, marked } =
    total === 0
      ? { hits: [], marked: [] }
      : best
        ? await rank(likeliest(docs, columns, lang), {
            words,
            typed,
            name: nameFor(query),
            lang,
            limit,
            offset,
          })
        : await show(newest(docs, columns, lang).slice(offset, offset + limit), words)
  return {
    hits,
    total,
    more: truncated,
    reachable: best ? Math.min(total, mostRanked) : total,
    counts,
    marked: new Set(marked),
    unknown: unknown.map((n) => typed[n - 1]!),
  }
}

/** Every thing that a search finds, as far as they are counted: ten thousand at most, the likeliest first. */
export async function findAll(
  viewer: Viewer,
  query: string,
  options: SearchOptions = {},
): Promise<{ id: number; kind: string }[]> {
  const { docs, columns } = await find(viewer, query, options)
  return thingsOf([...new Set(docs.map((doc) => columns.thing(doc)!))])
}

/** The first things of a list of documents, each in its two likeliest languages and the reader's as far as these stand there. */
function likeliest(docs: number[], columns: Columns, lang: string | undefined): Likely[] {
  const times = new Map<number, number>()
  const taken: Likely[] = []
  for (const doc of docs) {
    const thing = columns.thing(doc)!
    const before = times.get(thing) ?? 0
    if (before === 0 && times.size === mostRanked) break
    times.set(thing, before + 1)
    if (before < 2 || columns.lang(doc) === lang)
      taken.push({
        doc,
        thing,
        lang: columns.lang(doc),
        length: columns.length(doc),
        anchor: columns.anchor(doc),
      })
  }
  return taken
}

/** One document a thing, in the reader's language where there is one, the newest change first. */
function newest(docs: number[], columns: Columns, lang: string | undefined): number[] {
  const byThing = new Map<number, number>()
  for (const doc of docs) {
    const thing = columns.thing(doc)!
    if (!byThing.has(thing) || columns.lang(doc) === lang) byThing.set(thing, doc)
  }
  return [...byThing.values()].sort((a, b) => columns.changed(b) - columns.changed(a) || b - a)
}
