import { describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { interfaceLanguages } from '../src/base/i18n/reader.ts'
import { system } from '../src/base/viewer.ts'
import { importPlaceFiles } from '../src/places/importing.ts'
import { importVocabulary } from '../src/vocabularies/importing.ts'
import { vocabularyToExport } from '../src/vocabularies/vocabularies.ts'
import { demoDatabase } from './support/database.ts'

/** What programs ask of the demo, and what they are told. */
demoDatabase()

const app = createApp()
const ask = (path: string, lang = 'en') => app.request(path, { headers: { 'accept-language': lang } })
const json = async (path: string, lang?: string) => (await ask(path, lang)).json()
type Paths = Record<
  string,
  Record<string, { summary?: string; parameters?: { name: string; description?: string }[] }>
>
const addresses = async (path: string): Promise<string[]> =>
  (await json(path)).items.map((item: { address: string }) => item.address)

describe('a list', () => {
  test.each([
    ['records', 'kind=story', ''],
    ['records', 'place=NE', 'place=011'],
    ['records', 'concept=stone-bunds', ''],
    ['records', 'lang=fr', ''],
    ['places', 'kind=grouping', ''],
    ['places', 'place=011', 'place=002'],
    ['places', 'lang=ar&kind=region', 'kind=region'],
    ['topics', 'lang=ar', ''],
    ['topics', 'concept=soil-erosion-water', ''],
    ['vocabularies', 'lang=fr', ''],
    ['instruments', 'kind=story', ''],
    ['instruments', 'lang=fr', ''],
  ])('of %s narrowed by %s is no other list', async (noun, narrow, wide) => {
    const { items, total } = await json(`/api/v1/${noun}?limit=100&${narrow}`)
    const all = await json(`/api/v1/${noun}?limit=100&${wide}`)
    expect(total).toBeGreaterThan(0)
    expect(items.length).toBe(Math.min(total, 100))
    if (!narrow.startsWith('lang')) expect(total).not.toBe(all.total)
  })

  test('holds what was asked for and nothing else', async () => {
    expect(await addresses('/api/v1/instruments?kind=story')).toEqual(['/instruments/story'])
    const westAfrica = await addresses('/api/v1/places?place=011&kind=country&limit=100')
    expect(westAfrica).toHaveLength(17)
    expect(westAfrica).toContain('/places/NE')
    expect(await addresses('/api/v1/places?place=NE&kind=country')).toEqual(['/places/NE'])
    for (const noun of ['records', 'places', 'topics', 'vocabularies', 'instruments'])
      expect(await json(`/api/v1/${noun}?lang=xx`), noun).toEqual({ items: [], total: 0, next: null })
  })

  test.each([
    ['instruments?place=NE', 'place', 'kind, lang'],
    ['instruments?kind=frob', 'kind', 'story'],
    ['topics?kind=practice', 'kind', 'concept, lang'],
    ['topics?concept=no-such-topic', 'concept', 'no-such-topic'],
    ['vocabularies?concept=stone-bunds', 'concept', 'lang'],
    ['places?kind=story', 'kind', 'country, area, grouping'],
    ['places?place=XX', 'place', 'XX'],
    ['records?kind=frob', 'kind', 'practice'],
    ['records?place=XX', 'place', 'XX'],
    ['records?concept=no-such-topic', 'concept', 'no-such-topic'],
    ['records?colour=red', 'colour', 'concept'],
    ['records?limit=many', 'limit', '100'],
    ['records?limit=0', 'limit', '100'],
    ['records?limit=', 'limit', '100'],
    ['records?cursor=-1', 'cursor', 'next'],
    ['records?updated_since=yesterday', 'updated_since', '2024-05-31'],
    ['records?lang=!', 'lang', 'pt-BR'],
    ['records?kind=story&kind=lesson', 'kind', 'practice'],
    [`records?q=${'x'.repeat(301)}`, 'q', '300'],
  ])('asked with %s is refused in plain words', async (path, name, right) => {
    for (const lang of Object.keys(interfaceLanguages)) {
      const answer = await ask(`/api/v1/${path}`, lang)
      expect(answer.status, lang).toBe(400)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const { title } = await answer.json()
      expect(title).toContain(name)
      expect(title).toContain(right)
      expect(title).not.toMatch(/expected|received|NaN|Invalid|unrecognized|too_/i)
    }
  })
})

describe('one thing', () => {
  test.each(['AFRICAN-UNION', 'NE', 'BF-10-OUA', '001'])(
    'the place %s can be taken in as it is',
    async (code) => {
      const place = await json(`/api/v1/places/${code}`)
      const file = { name: 'place.json', bytes: Buffer.from(JSON.stringify([place])) }
      expect(await importPlaceFiles(system('test'), [file])).toEqual({
        made: 0,
        changed: 0,
        unchanged: 1,
        faults: [],
      })
    },
  )

  test('a place says who belongs to it, what it belongs to and what else it is called', async () => {
    const union = await json('/api/v1/places/AFRICAN-UNION')
    expect(union.members).toHaveLength(55)
    expect(union.short.en).toBe('AU')
    const niger = await json('/api/v1/places/NE')
    expect(niger).toMatchObject({ code: 'NE', parent: expect.anything(), alpha3: 'NER', m49: '562' })
    expect(niger.groupings).toContain('CILSS')
    expect((await json('/api/v1/places/CD')).formerly).toContain('ZR')
  })

  test('a place and a topic at an old or other address lead to where they are', async () => {
    const place = await ask('/api/v1/places/ner')
    expect([place.status, place.headers.get('location')]).toEqual([301, '/api/v1/places/NE'])
    const vocabulary = await vocabularyToExport(system('test'), 'slm')
    const moved = vocabulary.concepts.find(({ code }) => code === 'stone-bunds')!
    await importVocabulary(system('test'), {
      uri: 'urn:baobab:moving',
      slug: 'moving',
      title: { en: 'Moving' },
      note: {},
      concepts: [
        {
          ...moved,
          uri: 'urn:baobab:moving:c_9',
          code: 'c_9',
          prefLabels: { en: 'Winding way' },
          broader: [],
          related: [],
          mappings: [],
        },
      ],
    })
    await importVocabulary(system('test'), {
      uri: 'urn:baobab:moving',
      slug: 'moving',
      title: { en: 'Moving' },
      note: {},
      concepts: [
        {
          ...moved,
          uri: 'urn:baobab:moving:c_9',
          code: 'c_9',
          prefLabels: { en: 'Straight way' },
          broader: [],
          related: [],
          mappings: [],
        },
      ],
    })
    const topic = await ask('/api/v1/topics/winding-way')
    expect([topic.status, topic.headers.get('location')]).toEqual([301, '/api/v1/topics/straight-way'])
    expect((await ask('/api/v1/topics/straight-way')).status).toBe(200)
    expect((await ask('/api/v1/topics/no-such-way')).status).toBe(404)
  })

  test('who asks for the API itself is led to its page', async () => {
    const answer = await ask('/api/v1')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/api'])
  })
})

describe('the page about it', () => {
  const mainOf = async (lang: string) =>
    (await (await ask('/api', lang)).text())
      .replace(/^[\s\S]*<main/, '<main')
      .replace(/<\/main>[\s\S]*$/, '')
      // What is typed is the same in every language.
      .replace(/<pre[\s\S]*?<\/pre>/g, '')

  test.each(Object.keys(interfaceLanguages).slice(1))('is in %s from end to end', async (lang) => {
    const page = await mainOf(lang)
    expect(page).not.toContain('lang="en"')
    expect(page).not.toMatch(/\b(the|of|by|this|and|can be)\b/i)
  })

  test('says each parameter of lists once, and shows no marks of Markdown', async () => {
    const page = await mainOf('en')
    for (const name of ['q', 'updated_since', 'limit', 'cursor', 'lang'])
      expect(page.match(new RegExp(`<dt[^>]*><code>${name}</code>`, 'g')), name).toHaveLength(1)
    expect(page).not.toContain('`')
  })

  test('and the document describe every address and every parameter', async () => {
    for (const lang of Object.keys(interfaceLanguages)) {
      const { paths } = await json('/api/v1/openapi.json', lang)
      for (const [path, methods] of Object.entries(paths as Paths))
        for (const [method, { summary, parameters = [] }] of Object.entries(methods)) {
          expect(summary, `${method} ${path}`).toBeTruthy()
          for (const parameter of parameters)
            expect(parameter.description, `${path} ${parameter.name}`).toBeTruthy()
        }
    }
  })
})

test('pages and questions of communities are narrowed by language', async () => {
  for (const noun of ['pages', 'agenda-questions']) {
    const [all, french] = [await json(`/api/v1/${noun}`), await json(`/api/v1/${noun}?lang=fr`)]
    expect(french.total, noun).toBeGreaterThan(0)
    expect((await json(`/api/v1/${noun}?lang=xx`)).total, noun).toBe(0)
    expect(all.total, noun).toBeGreaterThanOrEqual(french.total)
  }
})

test('a questionnaire names its editions, and each says what it did to the one before', async () => {
  const { editions } = await json('/api/v1/instruments/tool')
  expect(editions).toMatchObject([
    { name: '2', current: true },
    { name: '1', current: false },
  ])
  expect(await json('/api/v1/instruments/tool/editions/2')).toMatchObject({
    format: 'baobab-edition/1',
    from: '1',
    changes: [{ operations: [{ op: 'add-question' }] }, { operations: [{ op: 'add-question' }] }],
  })
})
