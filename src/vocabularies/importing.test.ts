import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anyVocabulary } from '../../tests/support/any-vocabulary.ts'
import { ownDatabase } from '../../tests/support/database.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { stranger, system } from '../base/viewer.ts'
import { importVocabulary, importVocabularyFile } from './importing.ts'
import { readVocabulary } from './reading.ts'
import { topicAt } from './topic.ts'
import { topicsByCode } from './topics.ts'
import { vocabularyToExport } from './vocabularies.ts'
import type { Concept, Vocabulary } from './vocabulary.ts'

ownDatabase()

const us = system('test')

const concept = (slug: string, code: string, more: Partial<Concept> = {}): Concept => ({
  uri: `urn:baobab:${slug}:${code}`,
  code,
  prefLabels: { en: code },
  altLabels: {},
  definitions: {},
  broader: [],
  related: [],
  mappings: [],
  deprecated: false,
  ...more,
})
const vocabulary = (slug: string, concepts: Concept[]): Vocabulary => ({
  uri: `urn:baobab:vocabulary:${slug}`,
  slug,
  title: { en: slug },
  note: {},
  concepts,
})
const within = async (uri: string): Promise<string[]> => {
  const { rows } = await sql<{ code: string }>`
    select ancestor.code from within join concept on concept.thing = within.thing join concept ancestor on ancestor.thing = within.ancestor
    where concept.uri = ${uri} order by 1`.execute(db())
  return rows.map((row) => row.code)
}
const events = async (): Promise<number> => (await db().selectFrom('outbox').select('id').execute()).length

test('what was imported is exported the same, and importing it again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyVocabulary, async (given) => {
      await sql`delete from thing where kind in ('topic', 'vocabulary') and id not in (select thing from audit where thing is not null)`.execute(
        db(),
      )
      await sql`delete from vocabulary`.execute(db())
      expect(await importVocabulary(us, given)).toEqual({
        made: given.concepts.length,
        changed: 0,
        unchanged: 0,
        faults: [],
      })
      expect(await vocabularyToExport(stranger, given.slug)).toEqual(given)
      const before = await events()
      expect(await importVocabulary(us, given)).toEqual({
        made: 0,
        changed: 0,
        unchanged: given.concepts.length,
        faults: [],
      })
      expect(await events()).toBe(before)
    }),
    { numRuns: 25 },
  )
})

test('every topic is within itself and all that is broader, also after a change', async () => {
  const a = concept('rock', 'a')
  const b = concept('rock', 'b', { broader: [a.uri] })
  const c = concept('rock', 'c', { broader: [b.uri] })
  await importVocabulary(us, vocabulary('rock', [a, b, c]))
  expect(await within(c.uri)).toEqual(['a', 'b', 'c'])
  const report = await importVocabulary(us, vocabulary('rock', [a, b, { ...c, broader: [a.uri] }]))
  expect(report).toEqual({ made: 0, changed: 1, unchanged: 2, faults: [] })
  expect(await within(c.uri)).toEqual(['a', 'c'])
})

test('what vanished is kept and deprecated, comes back, and stays where a file was read in part', async () => {
  const a = concept('sand', 'grain')
  const b = concept('sand', 'dune', { related: [a.uri] })
  const both = vocabulary('sand', [b, { ...a, related: [b.uri] }])
  await importVocabulary(us, both)
  expect(await importVocabulary(us, vocabulary('sand', [a]), { whole: false })).toMatchObject({
    changed: 1,
    unchanged: 0,
  })
  expect((await vocabularyToExport(stranger, 'sand')).concepts.map((one) => one.deprecated)).toEqual([
    false,
    false,
  ])
  expect(await importVocabulary(us, vocabulary('sand', [a]))).toEqual({
    made: 0,
    changed: 1,
    unchanged: 1,
    faults: [],
  })
  expect((await vocabularyToExport(stranger, 'sand')).concepts.map((one) => one.deprecated)).toEqual([
    true,
    false,
  ])
  expect(await importVocabulary(us, vocabulary('sand', [a]))).toEqual({
    made: 0,
    changed: 0,
    unchanged: 1,
    faults: [],
  })
  expect(await topicsByCode(['sand:dune'])).toHaveLength(1)
  expect(await importVocabulary(us, both)).toEqual({ made: 0, changed: 2, unchanged: 0, faults: [] })
  expect(await vocabularyToExport(stranger, 'sand')).toEqual(both)
})

test('a slug belongs to one topic, and an old one leads to the new', async () => {
  const slugs = async (codes: string[]) =>
    [...(await topicsByCode(codes)).values()].map((topic) => topic.slug)
  await importVocabulary(
    us,
    vocabulary('clay', [
      concept('clay', 'brick'),
      concept('clay', 'c_1', { prefLabels: { en: 'Fired clay' } }),
    ]),
  )
  await importVocabulary(
    us,
    vocabulary('loam', [
      concept('loam', 'brick'),
      concept('loam', 'c_2', { prefLabels: { en: 'fired clay' } }),
      concept('loam', 'c_3', { prefLabels: { fr: 'Fired, clay' } }),
    ]),
  )
  expect(await slugs(['clay:brick', 'loam:brick', 'clay:c_1', 'loam:c_2'])).toEqual([
    'brick',
    'loam-brick',
    'fired-clay',
    'loam-fired-clay',
  ])
  expect((await slugs(['loam:c_3']))[0]).toMatch(/^loam-fired-clay-[0-9a-f]{12}$/)
  await importVocabulary(
    us,
    vocabulary('clay', [
      concept('clay', 'brick'),
      concept('clay', 'c_1', { prefLabels: { en: 'Burnt clay' } }),
    ]),
  )
  expect(await topicAt(stranger, 'fired-clay')).toEqual({ movedTo: 'burnt-clay' })
  await importVocabulary(us, vocabulary('silt', [concept('silt', 'fired-clay')]))
  expect(await slugs(['silt:fired-clay'])).toEqual(['silt-fired-clay'])
  await importVocabulary(
    us,
    vocabulary('clay', [
      concept('clay', 'brick'),
      concept('clay', 'c_1', { prefLabels: { en: 'Fired clay' } }),
    ]),
  )
  expect(await topicAt(stranger, 'burnt-clay')).toEqual({ movedTo: 'fired-clay' })
  await expect(topicAt(stranger, 'nowhere')).rejects.toThrow('missing')
})

test('what belongs to another vocabulary, or takes its address, is refused by name', async () => {
  const shared = concept('peat', 'bog')
  await importVocabulary(us, vocabulary('peat', [shared]))
  const other = vocabulary('moor', [shared, concept('moor', 'heath', { broader: [shared.uri] })])
  expect(await importVocabulary(us, other)).toEqual({
    made: 1,
    changed: 0,
    unchanged: 0,
    faults: [{ place: shared.uri, message: 'It belongs to the vocabulary “peat” and was left out.' }],
  })
  expect((await importVocabulary(us, other)).unchanged).toBe(1)
  await expect(
    importVocabulary(us, { ...vocabulary('peat', [concept('peat2', 'x')]), uri: 'urn:other' }),
  ).rejects.toThrow('vocabularies.slugTaken')
  await expect(importVocabulary(stranger, other)).rejects.toThrow('vocabularies.mayNotImport')
})

test('what a file does not say of the vocabulary stays; what it says is taken', async () => {
  const first = { ...vocabulary('chalk', [concept('chalk', 'flint')]), licence: 'CC BY' }
  await importVocabulary(us, first)
  await importVocabulary(us, { ...first, title: {}, licence: undefined, note: { en: 'White.' } })
  expect(await vocabularyToExport(stranger, 'chalk')).toEqual({ ...first, note: { en: 'White.' } })
})

test('a file is read and taken in at once; trying it keeps nothing; faults name the file', async () => {
  const file = {
    name: 'gneiss.ttl',
    bytes: Buffer.from(
      '@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<urn:x:a> a s:Concept ; s:prefLabel "A"@en ; s:broader <urn:x:b> .',
    ),
  }
  const expected = {
    made: 1,
    changed: 0,
    unchanged: 0,
    faults: [{ place: 'gneiss.ttl: a', message: expect.stringContaining('urn:x:b') }],
  }
  expect(await importVocabularyFile(us, file, { dryRun: true })).toEqual(expected)
  await expect(vocabularyToExport(stranger, 'gneiss')).rejects.toThrow('missing')
  expect(await importVocabularyFile(us, file)).toEqual(expected)
  expect((await vocabularyToExport(stranger, 'gneiss')).concepts).toHaveLength(1)
  const broken = await importVocabularyFile(us, { name: 'x.ttl', bytes: Buffer.from([0xff]) })
  expect(broken).toMatchObject({ made: 0, faults: [{ place: 'x.ttl: line 1, byte 1' }] })
})

test('ten topics and a thousand take the same number of queries', async () => {
  const many = (slug: string, count: number) =>
    vocabulary(
      slug,
      Array.from({ length: count }, (_, i) =>
        concept(slug, `n${i}`, i ? { broader: [`urn:baobab:${slug}:n${Math.floor((i - 1) / 3)}`] } : {}),
      ),
    )
  const few = await countingQueries(() => importVocabulary(us, many('few', 10)))
  const lots = await countingQueries(() => importVocabulary(us, many('lots', 1000)))
  expect(lots.queries).toBe(few.queries)
  expect(lots.result.made).toBe(1000)
})

test('two imports at the same time give out no address twice', async () => {
  const texts = ['quartz', 'basalt'].map((slug) =>
    vocabulary(slug, [concept(slug, 'vein'), concept(slug, 'dyke')]),
  )
  const reports = await Promise.all(texts.map((one) => importVocabulary(us, one)))
  expect(reports.map((report) => report.made)).toEqual([2, 2])
  const slugs = [...(await topicsByCode(['quartz:vein', 'basalt:vein'])).values()].map((topic) => topic.slug)
  expect(new Set(slugs).size).toBe(2)
  expect((await readVocabulary(Buffer.from(''), { name: 'empty' })).vocabulary).toBeUndefined()
})
