import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { atomically, countingQueries } from '../base/database/database.ts'
import { registerKinds } from '../base/things/kinds.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { stranger, system } from '../base/viewer.ts'
import { topicKind, vocabularyKind } from './cards.ts'
import { importVocabulary, importVocabularyFile } from './importing.ts'
import { vocabularyPages } from './pages.tsx'
import { readVocabulary } from './reading.ts'
import { topicsByCode } from './topics.ts'
import { vocabularyToExport } from './vocabularies.ts'
import type { Concept } from './vocabulary.ts'

ownDatabase()

const app = pagesApp(vocabularyPages)

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers: { 'accept-language': 'en', ...headers } })
  return {
    status: response.status,
    location: response.headers.get('location'),
    type: response.headers.get('content-type'),
    body: await response.text(),
  }
}

const soil = `
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <urn:baobab:soil:> .
<urn:baobab:vocabulary:soil> a skos:ConceptScheme ; dct:title "Soil"@en, "التربة"@ar ; dct:license <https://example.org/open> .
:soil skos:prefLabel "Soil"@en, "Sol"@fr, "تربة"@ar .
:erosion skos:prefLabel "Erosion"@en, "Érosion"@fr, "تعرية"@ar ; skos:altLabel "Soil loss"@en ; skos:broader :soil .
:gully skos:prefLabel "Gully"@en ; skos:broader :erosion .
:gone skos:prefLabel "Gone"@en ; skos:broader :soil ; <http://www.w3.org/2002/07/owl#deprecated> true .
`

const flat = (count: number): Concept[] =>
  Array.from({ length: count }, (_, i) => ({
    uri: `urn:baobab:flat:${i}`,
    code: `${i}`,
    prefLabels: { en: `${String.fromCharCode(65 + (i % 26))}-word ${i}` },
    altLabels: {},
    definitions: {},
    broader: [],
    related: [],
    mappings: [],
    deprecated: false,
  }))

beforeAll(async () => {
  expect((await get('/vocabularies')).body).toContain('as soon as one has been taken in')
  await importVocabularyFile(system('test'), { name: 'soil.ttl', bytes: Buffer.from(soil) })
  const words = { uri: 'urn:baobab:vocabulary:flat', slug: 'flat', title: {}, note: {}, concepts: flat(130) }
  await importVocabulary(system('test'), words)
})

test('all vocabularies with their size, languages and top topics; /topics leads there', async () => {
  const { body } = await get('/vocabularies')
  for (const shown of [
    'href="/vocabularies/soil"',
    '3 topics · 3 languages · not used yet',
    'href="/topics/soil"',
    '130 topics · 1 language ·',
    '>flat<',
  ])
    expect(body).toContain(shown)
  expect(await get('/topics')).toMatchObject({ status: 301, location: '/vocabularies' })
})

test('that comes first under which most is known; a topic about a topic is not counted', async () => {
  registerKinds(topicKind, vocabularyKind)
  const order = async () =>
    [...(await get('/vocabularies')).body.matchAll(/href="\/vocabularies\/(soil|flat)"/g)].map(
      ([, slug]) => slug,
    )
  expect(await order()).toEqual(['flat', 'soil'])
  const [gully] = (await topicsByCode(['soil:gully'])).values()
  const write = (kind: string) =>
    atomically(async () => setAbout((await makeThing({ kind })).id, [gully!.id]))
  await write('topic')
  expect(await order()).toEqual(['flat', 'soil'])
  await write('record')
  expect(await order()).toEqual(['soil', 'flat'])
  const { body } = await get('/vocabularies')
  expect(body).toContain('3 topics · 3 languages · 1 entry')
  expect(body).toMatch(/>Soil<span class="count"> 1 entry</)
})

describe('a vocabulary', () => {
  test('keeps its address for programs under a fold, as a link where there is something to see', async () => {
    const fold = ({ body }: { body: string }) =>
      /<details><summary>For programs[\s\S]*?<\/details>/.exec(body)![0]
    expect(fold(await get('/vocabularies/soil'))).toContain('urn:baobab:vocabulary:soil')
    expect(fold(await get('/vocabularies/soil'))).not.toContain('<a ')
    const uri = 'https://example.org/rocks'
    await importVocabulary(system('test'), {
      uri,
      slug: 'rocks',
      title: {},
      note: {},
      concepts: flat(1).map((one) => ({ ...one, uri: `${uri}/1` })),
    })
    expect(fold(await get('/vocabularies/rocks'))).toContain(`<a href="${uri}">`)
  })

  test('opens from its top topics down, without those that are gone', async () => {
    const { body } = await get('/vocabularies/soil')
    const tree = body.slice(body.indexOf('class="tree"'), body.indexOf('<aside'))
    expect(tree).toMatch(
      /<summary>Soil<span class="count"> 1 entry<.*All about: Soil.*<summary>Erosion.*href="\/topics\/gully">Gully/s,
    )
    expect(tree).not.toContain('Gone')
    for (const shown of [
      'English · Arabic (2) · French (2)',
      'href="https://example.org/open"',
      'href="/vocabularies/soil.ttl"',
      'href="/vocabularies/soil.jsonld"',
    ])
      expect(body).toContain(shown)
  })

  test('goes from A to Z in the reader’s language, with other names', async () => {
    const { body } = await get('/vocabularies/soil?view=alphabet', { 'accept-language': 'fr' })
    const list = body.slice(body.indexOf('class="columns"'))
    expect(list).toMatch(/Érosion.*<bdi lang="en">Gully<\/bdi>.*Sol</s)
    expect(body).toMatch(/letter=E">E<\/a>/)
    expect((await get('/vocabularies/soil?view=alphabet')).body).toContain('Soil loss')
  })

  test('without broader topics has no tree; comes page by page, and letter by letter', async () => {
    const { body } = await get('/vocabularies/flat')
    expect(body).toContain('1–100 of 130')
    expect(body).not.toContain('class="tree"')
    expect((await get('/vocabularies/flat?view=alphabet&page=2')).body).toContain('101–130 of 130')
    expect((await get('/vocabularies/flat?page=99')).body).toContain('101–130 of 130')
    expect((await get('/vocabularies/flat?letter=B')).body).toContain('1–5 of 5')
    for (const odd of ['letter=ZZZ', 'page=-1', 'page=x', 'view=%00', 'letter=%27'])
      expect((await get(`/vocabularies/flat?${odd}`)).body).toContain('1–100 of 130')
  })

  test('is taken away as SKOS, by its address or by what a program asks for', async () => {
    const vocabulary = await vocabularyToExport(stranger, 'soil')
    for (const [format, type] of [
      ['ttl', 'text/turtle'],
      ['jsonld', 'application/ld+json'],
    ] as const) {
      const { status, type: given, body } = await get(`/vocabularies/soil.${format}`)
      expect([status, given]).toEqual([200, `${type}; charset=utf-8`])
      expect((await readVocabulary(Buffer.from(body), { name: 'soil' })).vocabulary).toEqual(vocabulary)
      expect(await get('/vocabularies/soil', { accept: type })).toMatchObject({
        status: 303,
        location: `/vocabularies/soil.${format}`,
      })
    }
    expect(
      (await get('/vocabularies/soil', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })).status,
    ).toBe(200)
    expect((await get('/vocabularies/soil', { accept: '*/*' })).status).toBe(200)
  })

  test('that does not exist is not found, in any form', async () => {
    for (const path of ['/vocabularies/none', '/vocabularies/none.ttl', '/vocabularies/soil.b.ttl'])
      expect((await get(path)).status).toBe(404)
  })

  test('is asked with a byte that no text may hold', async () => {
    expect((await get('/vocabularies/%00')).status).toBe(400)
  })

  test('reads in Arabic from right to left', async () => {
    const { body } = await get('/vocabularies/soil', { 'accept-language': 'ar' })
    expect(body).toContain('<html lang="ar" dir="rtl"')
    expect(body).toMatch(/<h1>التربة.*<summary>تربة/s)
  })
})

test('few queries, few bytes', async () => {
  for (const path of ['/vocabularies', '/vocabularies/soil', '/vocabularies/flat']) {
    const { result, queries } = await countingQueries(() => get(path))
    expect(queries, path).toBeLessThanOrEqual(8)
    expect(brotliCompressSync(result.body).byteLength, path).toBeLessThan(15_000)
  }
})
