import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { registerNotes, write } from '../../tests/support/notes.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { isListening, listenForChanges } from '../base/cache/kept-pages.ts'
import { countingQueries } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { registerKinds } from '../base/things/kinds.ts'
import { members } from '../base/viewer.ts'
import { instrumentKind } from '../instruments/cards.ts'
import { loadPacks } from '../packs.ts'
import { placeKind } from '../places/cards.ts'
import { recordKind } from '../records/cards.ts'
import { topicKind, vocabularyKind } from '../vocabularies/cards.ts'
import { searchPages } from './pages.tsx'
import { searchReactions } from './reactions.ts'

const database = ownDatabase()

const app = pagesApp(searchPages)

const page = async (path: string, lang = 'en') => {
  const response = await app.request(path, {
    headers: { 'accept-language': lang },
  })
  return {
    status: response.status,
    headers: response.headers,
    body: await response.text(),
  }
}
const linksIn = (body: string): string[] =>
  [...body.matchAll(/href="(\/search\?[^"]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
const countIn = (body: string): number =>
  Number(
    body
      .match(/id="count"[^>]*>([\d,]+|One|Nothing)/)?.[1]
      ?.replace('One', '1')
      .replace('Nothing', '0')
      .replace(',', ''),
  )

beforeAll(async () => {
  registerKinds(placeKind, vocabularyKind, topicKind, instrumentKind, recordKind)
  registerNotes()
  await loadPacks({ demo: true })
  await drain(searchReactions)
  await write({ titles: { en: '=HYPERLINK("x")' } }, { titles: { en: 'Canary zebrafinch' }, circle: members })
})

describe('the page of a search', () => {
  test('shows results with what was looked for marked, facets, and the ways to show and take them', async () => {
    const { status, body } = await page('/search?q=stone+bunds')
    expect(status).toBe(200)
    expect(body).toMatch(/<mark>[Ss]tone<\/mark>/)
    expect(body).toContain('/search?kind=practice&amp;q=stone+bunds')
    expect(body).toContain('/search?q=stone+bunds&amp;view=map')
    expect(body).toContain('/search.csv?q=stone+bunds')
    expect(body).toContain('<link rel="canonical" href="http://127.0.0.1:3000/search?q=stone+bunds"/>')
    expect(body).not.toContain('style=')
  })

  test('finds across languages by what vocabularies call things', async () => {
    const { body } = await page('/search?q=cordons+pierreux')
    expect(countIn(body)).toBeGreaterThan(5)
    expect((await page('/search?q=cordons+pierreux', 'ar')).body).toContain('dir="rtl"')
  })

  test('says what was found in the language that is read here, or names the other', async () => {
    const itemsOf = async (path: string, lang?: string) =>
      (await page(path, lang)).body.split('<h3>').slice(1)
    const french = await itemsOf('/search?q=cordons+pierreux')
    expect(french.slice(0, -3).join()).not.toMatch(/Saint.Pierre/)
    const foreign = (await itemsOf('/search?q=soil', 'ar')).filter((item) => /<p><bdi lang="en"/.test(item))
    expect(foreign.length).toBeGreaterThan(0)
    for (const item of foreign) expect(item).toContain('<span>الإنجليزية</span>')
  })

  test('no facet leads to nothing, and each gives as many as it says', async () => {
    const { body } = await page('/search?q=soil&kind=practice')
    const facets = [
      ...body.matchAll(
        /<a href="(\/search\?[^"]*)" rel="nofollow"[^>]*>(.*?)<span class="count">([\d,]+)<\/span>/gs,
      ),
    ]
    expect(facets.length).toBeGreaterThan(20)
    for (const [, href, , count] of facets.filter(([, , words]) => !words!.includes('chosen')).slice(0, 40)) {
      const led = await page(href!.replaceAll('&amp;', '&'))
      const said = Number(count!.replace(',', ''))
      if (href!.includes('kind=practice&') && !href!.includes('&amp;kind='))
        expect([href, countIn(led.body)]).toEqual([href, said])
      else expect(countIn(led.body)).toBeGreaterThan(0)
    }
  })

  test('a questionnaire brings its own facets, columns and a form to choose them', async () => {
    const { body } = await page('/search?instrument=slm-practice&view=table')
    expect(body).toContain('name="columns"')
    expect(body).toMatch(/href="\/search\?f\.[^"]*instrument=slm-practice/)
    const narrowed = linksIn(body).find((href) => href.includes('f.'))!
    expect(countIn((await page(narrowed)).body)).toBeGreaterThan(0)
    expect((await page(narrowed)).body).toContain('take away')
    expect((await page('/search?instrument=slm-practice&view=table&columns=nothing/there')).status).toBe(200)
  })

  test('results stand on a map, with the same as a list', async () => {
    const { body } = await page('/search?q=soil&view=map')
    expect(body).toContain('<svg class="map"')
    expect(body).toMatch(/<a href="\/search\?place=NE&amp;q=soil">Niger<\/a>/)
    expect((await page('/search?kind=vocabulary&view=map')).body).toContain('is about a country')
  })

  test('an unknown word is met with a near one, nothing with ways on', async () => {
    expect((await page('/search?q=erosoin')).body).toMatch(
      /Did you mean <a href="\/search\?q=erosion">erosion<\/a>/,
    )
    const { body } = await page('/search?q=zzzzqqqq')
    expect(countIn(body)).toBe(0)
    expect(body).toContain('href="/vocabularies"')
    expect(body).not.toContain('popovertarget')
    expect((await page('/search?q=soil&place=XX')).body).toContain('Search without choices')
    const topic = await page('/search?topic=bush-encroachment')
    expect(topic.body).toMatch(/fits this choice yet.*href="\/topics\/bush-encroachment"/s)
    expect((await page('/search?q=soil&place=XX')).body).toContain('href="/search?q=soil"')
  })

  test('costs eight queries at most', async () => {
    const stop = listenForChanges(database.url)
    onTestFinished(stop)
    await expect.poll(isListening).toBe(true)
    await page('/search?q=soil')
    const paths = [
      '/search',
      '/search?q=soil',
      '/search?q=soil&kind=practice&place=NE',
      '/search?q=soil&view=map',
    ]
    for (const path of [...paths, '/search?instrument=slm-practice&q=soil&view=table']) {
      const { queries } = await countingQueries(() => page(path))
      expect([path, queries <= 8 ? 'few' : queries]).toEqual([path, 'few'])
    }
  })
})

describe('absurd addresses', () => {
  test.each([
    ['/search?q=%00', 200],
    ['/search?q=%E0%A4%A', 200],
    ['/search?q=%', 200],
    ['/search?page=-1', 200],
    ['/search?page=0x10', 200],
    ['/search?page=9999', 302],
    ['/search?q=a&q=b&q=c', 200],
    ['/search?kind=&kind=&place=', 200],
    ['/search?place=%27%3B+drop+table+doc', 200],
    ['/search?f.x=1&f.=2&columns=,,,', 200],
    ['/search?view=%3Cscript%3E&sort[]=1', 200],
    ['/search?instrument=no-such-thing&view=table', 200],
    ['/search?topic=no-such-topic', 200],
    ['/search?in=xx-not-a-language&knowledge=rumour', 200],
    [`/search?q=${'long '.repeat(200)}`, 422],
    [`/search?${Array.from({ length: 100 }, (_, i) => `kind=k${i}`).join('&')}`, 422],
    ['/search.csv?q=%00&page=-1', 200],
    ['/search/suggestions', 200],
    [`/search/suggestions?q=${'x'.repeat(3000)}`, 200],
  ])('%s answers %i', async (path, status) => {
    const answer = await page(path)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('<script>')
    if (status === 422) expect(answer.body).toContain('at most')
  })
})

describe('the table as a file', () => {
  test('has every result, the answers of the questionnaire chosen, and no formulas', async () => {
    const { body, headers } = await page('/search.csv?instrument=slm-practice')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows: string[][] = parse(body, { bom: true })
    expect(rows.length - 1).toBe(countIn((await page('/search?instrument=slm-practice')).body))
    expect(rows[0]!.length).toBeGreaterThan(8)
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    const notes: string[][] = parse((await page('/search.csv?kind=note')).body, { bom: true })
    expect(notes[1]![0]).toBe(`'=HYPERLINK("x")`)
  })
})

test('suggestions are options, and nothing of members is among them', async () => {
  const { body } = await page('/search/suggestions?q=ston')
  expect(body).toMatch(/<li role="option" data-autocomplete-value="Stone bunds">Stone bunds<\/li>/)
  expect((await page('/search/suggestions?q=zebra')).body).toBe('')
  for (const path of [
    '/search?q=zebrafinch',
    '/search?q=zebrafinhc',
    '/search',
    '/search.csv',
    '/search?kind=note',
  ])
    expect((await page(path)).body).not.toContain('Canary')
})
