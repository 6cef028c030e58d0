import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { exampleDefinition } from '../../tests/support/instruments/example.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { countingQueries } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { checkDefinition } from './check.ts'
import type { Definition, Question } from './definition.ts'
import { importInstrument } from './importing.ts'
import { instrumentPages } from './pages.tsx'

ownDatabase()

const app = pagesApp(instrumentPages)

const page = async (path: string, lang = 'en') => {
  const response = await app.request(path, { headers: { 'accept-language': lang } })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** Long enough to need a page for each section. */
function long(): Definition {
  const question = (i: number): Question => ({
    id: `q${i}`,
    label: { en: `Question of number ${i}` },
    type: 'choice',
    list: 'land',
  })
  const section = (id: string) => ({
    id,
    title: { en: `Part ${id}` },
    groups: [{ id: `g-${id}`, questions: Array.from({ length: 40 }, (_, i) => question(i)) }],
  })
  return exampleDefinition((d) =>
    Object.assign(d, {
      slug: 'long',
      sections: ['a', 'b', 'c'].map(section),
      facets: [],
      columns: [],
      context: [],
      fills: {},
    }),
  )
}

beforeAll(async () => {
  expect((await page('/instruments')).body).toContain('would be listed here')
  for (const name of ['1', '2'])
    await importInstrument(
      system('test'),
      exampleDefinition((d) => (d.edition = name)),
    )
  await importInstrument(system('test'), long())
})

describe('the list', () => {
  test('says of each how much it asks, in how many languages, what it makes and how that is reviewed', async () => {
    const { body } = await page('/instruments')
    for (const shown of ['Example', '29 questions', '2 languages', 'Makes a case', 'Reviewed by one person'])
      expect(body).toContain(shown)
    expect((await page('/instruments', 'ar')).body).toContain('يراجعه شخص واحد')
  })
})

describe('a short questionnaire on one page', () => {
  test('reads like one: sections, numbers, types, bounds, choices, conditions', async () => {
    const { body } = await page('/instruments/example')
    for (const shown of [
      'id="s-first"',
      'What is it called?',
      'required',
      'up to 40 characters',
      'A number · from 0 to 1,000 · in ha',
      'from 1900 to this year',
      'One choice · 4 choices',
      'Cropland',
      'at most 2',
      'Up to 5 rows',
      'of the kinds: case',
      'The sum of',
    ])
      expect(body).toContain(shown)
    expect(body).toMatch(/Asked when “\u2068Steep\u2069 · 4” is \u2068Yes\u2069/)
    expect(body).toMatch(/These are asked when “\u2068Land\u2069 · 9” is \u2068Cropland\u2069/)
    expect(body).toMatch(/The same 4 choices as in <a href="#q-9">question 9<\/a>/)
    expect(body).not.toContain('Old number')
    expect(body).not.toMatch(/ style=|<script(?! type="module")/)
  })

  test('a section has no page of its own, and leads to where it is', async () => {
    const { status, headers } = await page('/instruments/example/second')
    expect([status, headers.get('location')]).toEqual([301, '/instruments/example#s-second'])
  })

  test('it is read in the reader’s language, what is not translated is marked', async () => {
    const { body } = await page('/instruments/example', 'fr')
    expect(body).toContain('<h1 class="title">Exemple</h1>')
    expect(body).toContain('Terres cultivées')
    expect(body).toContain('<bdi lang="en">What is it called?</bdi>')
    expect(body).toContain('Là où le texte en français manque encore')
    const chosen = await page('/instruments/example?in=fr')
    expect(chosen.body).toContain('<bdi lang="fr">Exemple</bdi>')
  })

  test('an older edition says so and leads to the current one', async () => {
    expect((await page('/instruments/example')).body).not.toContain('New answers are given')
    const { body } = await page('/instruments/example?edition=1')
    expect(body).toContain(
      'This is edition 1. New answers are given to edition 2: <a href="/instruments/example">',
    )
    expect(body).toContain('href="/instruments/example.json?edition=1"')
  })
})

describe('a long questionnaire', () => {
  test('its first page leads to a page for each section', async () => {
    const { body } = await page('/instruments/long')
    expect(body).not.toContain('Question of number 1')
    for (const id of ['a', 'b', 'c']) expect(body).toContain(`href="/instruments/long/${id}"`)
    expect(body).toContain('40 questions')
  })

  test('a section stands between the one before and the next', async () => {
    const { body } = await page('/instruments/long/b')
    expect(body).toContain('Question of number 39')
    expect(body).toContain('rel="prev" href="/instruments/long/a"')
    expect(body).toContain('rel="next" href="/instruments/long/c"')
    expect(body).toContain('id="q-41"')
    expect((await page('/instruments/long/a?in=fr')).body).toContain('href="/instruments/long/b?in=fr"')
  })

  test('no page weighs more than 20 KB as it travels', async () => {
    for (const path of ['/instruments', '/instruments/example', '/instruments/long', '/instruments/long/a'])
      expect(brotliCompressSync((await page(path)).body).length).toBeLessThan(20_000)
  })
})

describe('as data', () => {
  test('the definition is downloaded as it can be taken in again', async () => {
    const { body, headers } = await page('/instruments/example.json?edition=1')
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    expect(headers.get('content-disposition')).toBe('attachment; filename="example-1.json"')
    expect(checkDefinition(JSON.parse(body))).toEqual({ definition: exampleDefinition(), faults: [] })
  })

  test('the schema of the format', async () => {
    expect(JSON.parse((await page('/instruments/schema.json')).body)).toMatchObject({
      title: 'Baobab instrument',
    })
  })
})

test.each([
  '/instruments/nothing',
  '/instruments/nothing.json',
  '/instruments/example?edition=9',
  '/instruments/long/z',
  '/instruments/example/z',
])('%s is missing', async (path) => {
  expect((await page(path)).status).toBe(404)
})

test.each(['/instruments', '/instruments/example', '/instruments/long', '/instruments/long/b'])(
  '%s asks at most three queries',
  async (path) => {
    expect((await countingQueries(() => page(path))).queries).toBeLessThanOrEqual(3)
  },
)
