import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { atomically, db } from '../src/base/database/database.ts'
import { root } from '../src/base/root.ts'
import { registerKinds } from '../src/base/things/kinds.ts'
import { makeThing } from '../src/base/things/things.ts'
import { stranger } from '../src/base/viewer.ts'
import { index } from '../src/search/indexing.ts'
import { search } from '../src/search/search.ts'

const folder = join(root, '../shared/data/ir')

/** The sets with judgements, the language of each, and how good search must be on it (nDCG@10). */
export const sets = [
  { name: 'cranfield', lang: 'en', least: 0.36 },
  { name: 'xquad-en', lang: 'en', least: 0.97 },
  { name: 'xquad-es', lang: 'es', least: 0.96 },
  { name: 'xquad-ar', lang: 'ar', least: 0.93 },
  { name: 'afriqa-fr', lang: 'fr', least: 0.85 },
] as const
export type RelevanceSet = (typeof sets)[number]

export const hasSets = (): boolean => existsSync(folder)

const read = (set: string, file: string): string => readFileSync(join(folder, set, file), 'utf8').trim()
const lines = <T>(set: string, file: string): T[] =>
  read(set, file)
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** The documents of each thing that was made of them. */
const made = new Map<number, { id: string; set: string; lang: string; title: string; text: string }>()

/** Makes the set's documents things and indexes them. */
export async function indexSet({ name, lang }: RelevanceSet): Promise<void> {
  registerKinds({
    kind: 'judged',
    noun: 'judged',
    cards: async () => new Map(),
    searchable: async (ids) =>
      ids.map((id) => {
        const { lang, title, text } = made.get(id)!
        return { id, kind: 'judged', texts: [{ lang, title, summary: '', body: text }] }
      }),
  })
  const ids: number[] = []
  await atomically(async () => {
    for (const { _id, title, text } of lines<{ _id: string; title: string; text: string }>(
      name,
      'corpus.jsonl',
    )) {
      const thing = await makeThing({ kind: 'judged', origin: 'bench' })
      made.set(thing.id, { id: _id, set: name, lang, title, text })
      ids.push(thing.id)
    }
  })
  await index(ids)
}

export async function forgetSets(): Promise<void> {
  await db().deleteFrom('thing').where('kind', '=', 'judged').execute()
  made.clear()
}

/** The mean nDCG@10 of the set's queries, or of one in so many, asked through the search that the page uses. */
export async function ndcg({ name, lang }: RelevanceSet, { every = 1, ask = search } = {}): Promise<number> {
  const relevant = Map.groupBy(
    read(name, 'qrels.tsv')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t') as [string, string]),
    ([query]) => query,
  )
  let sum = 0
  let count = 0
  const queries = lines<{ _id: string; text: string }>(name, 'queries.jsonl').filter(
    (_, i) => i % every === 0,
  )
  for (const { _id, text } of queries) {
    const wanted = new Set(relevant.get(_id)?.map(([, doc]) => doc))
    if (wanted.size === 0) continue
    const { hits } = await ask(stranger, text, { lang, limit: 10 })
    const got = hits.map((hit) => made.get(hit.thing)!).map((doc) => doc.set === name && wanted.has(doc.id))
    sum += gain(got) / gain(Array.from({ length: Math.min(10, wanted.size) }, () => true))
    count++
  }
  return sum / count
}

const gain = (relevant: boolean[]): number =>
  relevant.reduce((sum, one, i) => sum + (one ? 1 / Math.log2(i + 2) : 0), 0)

/** What plain BM25 reached, as it was measured beside the sets. */
export function baseline(name: string): number {
  const results = readFileSync(join(folder, 'baseline-results.txt'), 'utf8').split(/^== /m)
  const part = results.find((one) => new RegExp(`^${name}\\b(?!-)`).test(one))
  const figure = Number(part?.match(/BM25.*?nDCG@10 ([\d.]+)/)?.[1])
  if (Number.isNaN(figure)) throw new Error(`there is no baseline of ${name}`)
  return figure
}
