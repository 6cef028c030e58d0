import { afterEach, expect, test } from 'vitest'
import { forgetSets, indexSet, ndcg, sets } from '../../bench/relevance.ts'
import { system } from '../../src/base/viewer.ts'
import { carriedBy } from '../../src/search/carrying.ts'
import { search } from '../../src/search/search.ts'
import { importVocabularyFile } from '../../src/vocabularies/importing.ts'
import { ownDatabase } from '../support/database.ts'
import { describeOnRealInput, readRealInput } from '../support/real-input.ts'

describeOnRealInput('how well search finds', () => {
  ownDatabase()
  afterEach(forgetSets)

  // A fifth of the questions, and so a little leeway; `node bench/search.ts` asks them all.
  test.each(sets)('$name: nDCG@10 is at least $least', async (set) => {
    await indexSet(set)
    expect(await ndcg(set, { every: 5 })).toBeGreaterThan(set.least - 0.02)
  })

  test('words that a vocabulary carries over hurt no language', async () => {
    const bytes = Buffer.from(readRealInput('thesaurus/agrovoc-subset.ttl'))
    await importVocabularyFile(system('test'), { name: 'agrovoc-subset.ttl', bytes })
    const some = sets.filter(({ name }) => name === 'cranfield' || name === 'xquad-es')
    for (const set of some) await indexSet(set)
    let carried = 0
    for (const set of some) {
      const alone = await ndcg(set, { every: 10 })
      const together = await ndcg(set, {
        every: 10,
        ask: async (viewer, query, options) => {
          const words = await carriedBy(query)
          carried += words.length
          return search(viewer, query, { ...options, carried: words })
        },
      })
      expect(together).toBeGreaterThan(alone - 0.005)
    }
    expect(carried).toBeGreaterThan(0)
  })
})
