import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { stranger, system } from '../../src/base/viewer.ts'
import { alphabetOf } from '../../src/vocabularies/alphabet.ts'
import { importVocabulary, importVocabularyFile } from '../../src/vocabularies/importing.ts'
import { labelsForQuery } from '../../src/vocabularies/query-words.ts'
import { readVocabulary } from '../../src/vocabularies/reading.ts'
import { topicAt } from '../../src/vocabularies/topic.ts'
import { topicsByCode } from '../../src/vocabularies/topics.ts'
import { treeOf } from '../../src/vocabularies/tree.ts'
import { vocabularies, vocabularyToExport } from '../../src/vocabularies/vocabularies.ts'
import { toJsonLd, toTurtle } from '../../src/vocabularies/writing.ts'
import { ownDatabase } from '../support/database.ts'
import { effortOf } from '../support/effort.ts'
import { describeOnRealInput, readRealInput, realInput } from '../support/real-input.ts'

interface Listed {
  uri: string
  prefLabel: Record<string, string>
  altLabel?: Record<string, string[]>
  broader: string[]
}

describeOnRealInput('vocabularies', () => {
  ownDatabase()
  const us = system('test')
  const file = (name: string) => ({ name, bytes: readFileSync(realInput(`thesaurus/${name}`)) })
  const read = (name: string) => readVocabulary(file(name).bytes, { name })

  test('the AGROVOC subset has 614 concepts with all their labels, the same in JSON and in Turtle', async () => {
    const fromJson = await read('agrovoc-subset.json')
    const fromTurtle = await read('agrovoc-subset.ttl')
    expect([...fromJson.faults, ...fromTurtle.faults]).toEqual([])
    expect(fromTurtle.vocabulary!.concepts).toEqual(fromJson.vocabulary!.concepts)
    const listed: Listed[] = JSON.parse(readRealInput('thesaurus/agrovoc-subset.json')).concepts
    const { concepts } = fromJson.vocabulary!
    expect(concepts).toHaveLength(614)
    const byUri = new Map(concepts.map((concept) => [concept.uri, concept]))
    const sorted = (labels: Record<string, string[]>) =>
      Object.fromEntries(Object.entries(labels).map(([lang, some]) => [lang, [...some].sort()]))
    for (const { uri, prefLabel, altLabel = {}, broader } of listed) {
      expect(byUri.get(uri)!.prefLabels).toEqual(prefLabel)
      expect(byUri.get(uri)!.altLabels).toEqual(sorted(altLabel))
      expect(byUri.get(uri)!.broader).toHaveLength(broader.length)
    }
  })

  test('both thesauri come in whole with less than two seconds of computing, and again without a change', async () => {
    const { vocabulary } = await read('agrovoc-subset.json')
    const effort = await effortOf(async () =>
      expect(await importVocabulary(us, vocabulary!)).toEqual({
        made: 614,
        changed: 0,
        unchanged: 0,
        faults: [],
      }),
    )
    expect(effort).toBeLessThan(2_000)
    for (const name of ['agrovoc-subset.json', 'agrovoc-subset.ttl'])
      expect(await importVocabularyFile(us, file(name))).toEqual({
        made: 0,
        changed: 0,
        unchanged: 614,
        faults: [],
      })
    expect(await importVocabularyFile(us, file('unccd-prais4-glossary.json'))).toMatchObject({
      made: 212,
      faults: [],
    })
    expect(await vocabularyToExport(stranger, 'agrovoc')).toEqual(vocabulary)
  })

  test('definitions are words without marks', async () => {
    const { concepts } = await vocabularyToExport(stranger, 'unccd-prais4-glossary')
    const marked = concepts.flatMap(({ definitions }) =>
      Object.values(definitions).filter((words) => /\{term\}|\._|(^| )_\p{L}|\]\(|`/u.test(words)),
    )
    expect(marked).toEqual([])
  })

  test('what is exported is read the same', async () => {
    for (const slug of ['agrovoc', 'unccd-prais4-glossary']) {
      const vocabulary = await vocabularyToExport(stranger, slug)
      const turtle = Buffer.from(await toTurtle(vocabulary))
      expect(await readVocabulary(turtle, { name: 'x' })).toEqual({ vocabulary, faults: [], whole: true })
      const jsonLd = Buffer.from(JSON.stringify(toJsonLd(vocabulary)))
      expect(await readVocabulary(jsonLd, { name: 'x' })).toEqual({ vocabulary, faults: [], whole: true })
    }
  })

  test('they can be listed, walked and read', async () => {
    const [agrovoc, glossary] = await vocabularies(stranger)
    expect(agrovoc).toMatchObject({ slug: 'agrovoc', topics: 614 })
    expect(agrovoc!.languages.find(({ lang }) => lang === 'lo')).toEqual({ lang: 'lo', count: 296 })
    expect(glossary).toMatchObject({ slug: 'unccd-prais4-glossary', topics: 212 })
    expect(await treeOf(agrovoc!.id)).toHaveLength(18)
    const alphabet = await alphabetOf(agrovoc!.id, 'fr', { page: 99 })
    expect(alphabet).toMatchObject({ page: 7, last: 7, total: 614 })
    expect(alphabet.entries).toHaveLength(14)
    const erosion = (await topicsByCode(['agrovoc:c_2651'])).get('agrovoc:c_2651')!
    expect(await topicAt(stranger, erosion.slug)).toMatchObject({
      slug: 'erosion',
      code: 'c_2651',
      vocabulary: { slug: 'agrovoc' },
    })
  })

  test('a query in any language names the topic, and brings its other languages', async () => {
    for (const query of ["l'erosion du sol par l'eau", 'خطر الانجراف', 'эрозии', '侵蚀', 'dry and erosion']) {
      const named = await labelsForQuery(query)
      expect(
        named.map(({ labels }) => labels.en?.[0]),
        query,
      ).toContain('Erosion')
    }
    expect(
      await db().selectFrom('concept_label').select('label').where('lexemes', '=', '').execute(),
    ).toEqual([])
  })
})
