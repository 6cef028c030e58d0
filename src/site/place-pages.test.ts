import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { countingQueries } from '../base/database/database.ts'
import { type Card, type Kind, registerKinds } from '../base/things/kinds.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { members, system } from '../base/viewer.ts'
import { placeKind } from '../places/cards.ts'
import { importPlaceFiles, importPlaces } from '../places/importing.ts'
import { placesPages } from '../places/pages.tsx'
import { placesByCode } from '../places/places.ts'
import { url } from '../ui/url.ts'
import { placePages } from './place-pages.tsx'

ownDatabase()

const note: Kind = {
  kind: 'note',
  noun: 'notes',
  searchable: async () => [],
  cards: async (_, ids) =>
    new Map(
      ids.map((id): [number, Card] => [
        id,
        {
          id,
          ref: '000000000000',
          kind: 'note',
          href: url`/notes/${id}`,
          title: { original: 'en', texts: { en: `Note ${id}` } },
          kindName: 'note',
        },
      ]),
    ),
}

const app = pagesApp(placesPages, placePages)

const page = async (path: string, lang = 'en') => {
  const response = await app.request(path, { headers: { 'accept-language': lang } })
  return { status: response.status, location: response.headers.get('location'), body: await response.text() }
}

async function write(code: string, kind = 'note', circle?: number): Promise<number> {
  const subject = (await placesByCode([code])).get(code)!
  const { id } = await makeThing({ kind, circle })
  await setAbout(id, [subject.id])
  return id
}

beforeAll(async () => {
  registerKinds(placeKind, note, { ...note, kind: 'record', noun: 'records' })
  const files = ['countries.json', 'groupings.json', 'regions.json'].map((name) => ({
    name,
    bytes: readFileSync(`packs/common/world/${name}`),
  }))
  await importPlaceFiles(system('test'), files)
  await importPlaces(system('test'), [
    { code: 'NE-5', parent: 'NE', name: { en: 'Tahoua', ar: 'تاهوا' }, lat: 14.9, lon: 5.3 },
  ])
})

describe('what is known somewhere', () => {
  test('shows at each level above, and to nobody who may not see it', async () => {
    const seen = await write('NE-5')
    const hidden = await write('NE-5', 'note', members)
    for (const code of ['NE-5', 'NE', '011', '002', '001', 'CILSS', 'AFRICAN-UNION']) {
      const { body } = await page(`/places/${code}`)
      expect(body).toContain(`Note ${seen}<`)
      expect(body).not.toContain(`Note ${hidden}<`)
    }
    expect((await page('/places/ECOWAS')).body).not.toContain(`Note ${seen}<`)
  })

  test('is counted by kind, narrowed by a tab, and comes page by page', async () => {
    for (let i = 0; i < 21; i++) await write('TD', 'record')
    const one = await write('TD')
    const first = (await page('/places/TD')).body
    expect(first).toContain('record (21)')
    expect(first).toContain('1–20 of 22')
    const notes = (await page('/places/TD?kind=note')).body
    expect(notes.match(/class="card"/g)).toHaveLength(1)
    expect(notes).toContain(`Note ${one}<`)
    expect(notes).toContain('noindex')
    expect((await page('/places/TD?page=2')).body.match(/class="card"/g)).toHaveLength(2)
    expect(await page('/places/TD?page=9&kind=record')).toMatchObject({
      status: 302,
      location: '/places/TD?kind=record&page=2',
    })
    expect((await page('/places/TD?page=x&kind=')).status).toBe(200)
  })

  test('where there is nothing, the nearest place above with something is the way on', async () => {
    expect((await page('/places/ML')).body).toMatch(
      /Nothing about Mali.*href="\/places\/011".*See what is known in West Africa/s,
    )
    expect((await page('/places/TD?kind=story')).body).toMatch(/nothing of this kind.*href="\/places\/TD"/s)
    expect((await page('/places/FJ')).body).toMatch(/See what is known in World/)
  })
})

describe('where a place stands', () => {
  test('the trail, the parts, the groupings, the neighbours, the names', async () => {
    const { body } = await page('/places/NE')
    const levels = body.slice(
      body.indexOf('class="levels"'),
      body.indexOf('</ol>', body.indexOf('class="levels"')),
    )
    expect([...levels.matchAll(/\/places\/(\w+)/g)].map((match) => match[1])).toEqual(['001', '002', '011'])
    for (const shown of [
      'Tahoua',
      'CILSS',
      'Alliance of Sahel States',
      'Burkina Faso',
      'النيجر',
      'ISO 3166: <bdi dir="ltr">NE, NER</bdi> · UN M49: <bdi dir="ltr">562</bdi>',
    ])
      expect(body).toContain(shown)
    expect((await page('/places/ECOWAS')).body).toContain('(ECOWAS)')
  })

  test('a country is on its map with its areas, a region with its countries, without script or style', async () => {
    const niger = (await page('/places/NE')).body
    expect(niger).toContain('class="here"')
    expect(niger).toMatch(/<a href="\/places\/NE-5" tabindex="-1"><title>Tahoua: /)
    const region = (await page('/places/011')).body
    expect(region).toMatch(
      /<a href="\/places\/GH" tabindex="-1"><title>Ghana: 0<\/title><path class="within"/,
    )
    for (const body of [niger, region]) expect(body).not.toMatch(/<style| style=| on\w+=/)
    expect((await page('/places/TV')).body).toMatch(/<circle class="here"/)
  })

  test.each([
    ['/places/ne', '/places/NE'],
    ['/places/NER?kind=note', '/places/NE?kind=note'],
    ['/places/ecowas', '/places/ECOWAS'],
    ['/places/zr', '/places/CD'],
  ])('%s leads to %s', async (from, to) => {
    expect(await page(from)).toMatchObject({ status: 301, location: to })
  })

  test('an unknown code is answered with what codes there are', async () => {
    const { status, body } = await page('/places/XX')
    expect(status).toBe(404)
    expect(body).toContain('There is no place with the code “XX”')
  })
})

test('in Arabic the page runs from right to left, in Arabic words', async () => {
  const { body } = await page('/places/NE', 'ar')
  expect(body).toContain('<html lang="ar" dir="rtl"')
  expect(body).toContain('<h1>النيجر')
  expect(body).toContain('غرب أفريقيا')
})

test('a region shows its countries before what is known there, a country its areas after', async () => {
  const order = async (path: string) => {
    const { body } = await page(path)
    return body.indexOf('class="places"') < body.indexOf('id="known"')
  }
  expect(await order('/places/011')).toBe(true)
  expect(await order('/places/NE')).toBe(false)
})

describe('all places', () => {
  test('first where something is known, then every country by its letter, groupings folded at the end', async () => {
    const { body } = await page('/places')
    const [first, second, third] = [...body.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)
    expect([first, second, third]).toEqual([
      'Countries where something is known',
      'All countries and territories',
      'Regions',
    ])
    expect(body).toMatch(/known<\/h2><ul class="places">.{0,200}href="\/places\/NE"/s)
    expect(body).toMatch(
      /href="#from-N".*id="from-N">N<\/li>.*href="\/places\/NE".*<details><summary><h2>Groupings/s,
    )
    expect((await page('/places', 'fr')).body).not.toContain('id="from-%C3%89"')
  })

  test('by region, by grouping and by name, with a map of at most 35 KB', async () => {
    const { body } = await page('/places')
    for (const shown of [
      'Africa',
      'Melanesia',
      'Southern African Development Community (SADC)',
      '16 countries',
      'Eswatini',
    ])
      expect(body).toContain(shown)
    const map = body.slice(
      body.indexOf('<svg class="map"'),
      body.indexOf('</svg>', body.indexOf('<svg class="map"')),
    )
    expect(map.length).toBeLessThanOrEqual(35_000)
    expect(new Set(body.match(/href="\/places\/[A-Z]{2}"/g)).size).toBeGreaterThan(240)
  })
})

test.each(['/places', '/places/NE', '/places/002', '/places/001', '/places/NE-5'])(
  '%s asks at most eight queries',
  async (path) => {
    const { queries } = await countingQueries(() => page(path))
    expect(queries).toBeLessThanOrEqual(8)
  },
)
