import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { countingQueries } from '../base/database/database.ts'
import { type Card, type Kind, registerKinds } from '../base/things/kinds.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { members, system } from '../base/viewer.ts'
import { url } from '../ui/url.ts'
import { importVocabularyFile } from '../vocabularies/importing.ts'
import { readVocabulary } from '../vocabularies/reading.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import { topicPages } from './topic-pages.tsx'

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

const app = pagesApp(topicPages)

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers: { 'accept-language': 'en', ...headers } })
  return { status: response.status, location: response.headers.get('location'), body: await response.text() }
}

const prefixes =
  '@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <urn:baobab:soil:> .\n@prefix x: <urn:baobab:other:> .\n'
const soil = (erosion: string) => `${prefixes}
:soil s:prefLabel "Soil"@en, "تربة"@ar .
:water s:prefLabel "Water"@en .
:c_1 s:prefLabel "${erosion}"@en, "Érosion"@fr, "تعرية"@ar ; s:altLabel "Soil loss"@en, "Perte de sol"@fr ; s:broader :soil, :water ;
  s:definition "Soil carried away."@en ; s:notation "E1" ; s:related :wind ;
  s:exactMatch x:erosion ; s:closeMatch <https://example.org/erosion> .
:gully s:prefLabel "Gully erosion"@en, "تعرية أخدودية"@ar ; s:broader :c_1 .
:sheet s:prefLabel "Sheet erosion"@en ; s:broader :c_1 .
:wind s:prefLabel "Wind"@en .
`
const take = (name: string, text: string) =>
  importVocabularyFile(system('test'), { name, bytes: Buffer.from(text) })

async function write(code: string, kind = 'note', circle?: number): Promise<number> {
  const { id } = await makeThing({ kind, circle })
  await setAbout(id, [(await topicsByCode([code])).get(code)!.id])
  return id
}

beforeAll(async () => {
  registerKinds(note, { ...note, kind: 'record', noun: 'records' })
  await take('soil.ttl', soil('Erosion'))
  await take('other.ttl', `${prefixes}x:erosion s:prefLabel "Erosion"@en . x:empty s:prefLabel "Empty"@en .`)
})

describe('where a topic stands', () => {
  test('its trail, definition, names, neighbours and mappings', async () => {
    const { body } = await get('/topics/erosion')
    const levels = body.slice(
      body.indexOf('class="levels"'),
      body.indexOf('</ol>', body.indexOf('class="levels"')),
    )
    expect([...levels.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([
      '/vocabularies',
      '/vocabularies/soil',
      '/topics/soil',
    ])
    for (const shown of [
      'Soil carried away.',
      'Also called: Soil loss',
      'Érosion · Perte de sol',
      'تعرية',
      'Sheet erosion',
      'Wind',
      'Also under',
      'E1',
      'soil<!-- -->:c_1',
    ])
      expect(body.replace('soil:c_1', 'soil<!-- -->:c_1')).toContain(shown)
    expect(body).toContain('<a href="https://example.org/erosion" rel="external">')
    expect(body).toContain('href="/topics/other-erosion"')
    expect((await get('/topics/other-erosion')).body).toContain('href="/topics/erosion"')
  })

  test('its old address, also as data, leads to the new one', async () => {
    await take('soil.ttl', soil('Land erosion'))
    expect(await get('/topics/erosion?kind=note')).toMatchObject({
      status: 301,
      location: '/topics/land-erosion?kind=note',
    })
    expect(await get('/topics/erosion.ttl')).toMatchObject({
      status: 301,
      location: '/topics/land-erosion.ttl',
    })
    await take('soil.ttl', soil('Erosion'))
    expect((await get('/topics/erosion')).status).toBe(200)
  })

  test('one that left its vocabulary says so', async () => {
    await take('other.ttl', `${prefixes}x:erosion s:prefLabel "Erosion"@en .`)
    expect((await get('/topics/empty')).body).toContain('No longer in this vocabulary')
  })

  test('one that does not exist shows what is spelled alike, and searches', async () => {
    const { status, body } = await get('/topics/errosion')
    expect(status).toBe(404)
    expect(body).toMatch(/href="\/topics\/erosion"/)
    expect(body).toContain('value="errosion"')
    expect((await get('/topics/%00')).status).toBe(400)
    for (const odd of [`/topics/${'x'.repeat(3000)}`, '/topics/%25', '/topics/none.ttl'])
      expect((await get(odd)).status).toBe(404)
  })

  test('as SKOS it is its vocabulary with the one topic', async () => {
    const turtle = await readVocabulary(Buffer.from((await get('/topics/erosion.ttl')).body), { name: 'x' })
    const jsonLd = await readVocabulary(Buffer.from((await get('/topics/erosion.jsonld')).body), {
      name: 'x',
    })
    expect(turtle).toEqual(jsonLd)
    expect(turtle.vocabulary!.concepts.map((concept) => concept.code)).toEqual(['c_1'])
    expect(await get('/topics/erosion', { accept: 'text/turtle' })).toMatchObject({
      status: 303,
      location: '/topics/erosion.ttl',
    })
  })
})

describe('what is known under a topic', () => {
  test('where there is nothing, the nearest with something is the way on', async () => {
    expect((await get('/topics/gully')).body).toMatch(
      /Nothing about “Gully erosion”.*href="\/search\?q=Gully%20erosion"/s,
    )
    await write('soil:soil')
    expect((await get('/topics/gully')).body).toMatch(/href="\/topics\/soil">Soil: 1 entry/)
    await write('soil:c_1')
    expect((await get('/topics/gully')).body).toMatch(
      /href="\/topics\/erosion">Erosion: 1 entry.*href="\/topics\/soil">Soil: 2 entries/s,
    )
    expect((await get('/topics/other-erosion')).body).toMatch(/href="\/topics\/erosion">Erosion: 1 entry/)
  })

  test('shows under every broader topic, and to nobody who may not see it', async () => {
    const seen = await write('soil:sheet')
    const hidden = await write('soil:sheet', 'note', members)
    for (const slug of ['sheet', 'erosion', 'soil', 'water']) {
      const { body } = await get(`/topics/${slug}`)
      expect(body).toContain(`Note ${seen}<`)
      expect(body).not.toContain(`Note ${hidden}<`)
    }
    expect((await get('/topics/erosion')).body).toMatch(/Sheet erosion<span class="count"> 1 entry</)
  })

  test('is counted by kind, narrowed by a tab, and comes page by page', async () => {
    for (let i = 0; i < 21; i++) await write('soil:wind', 'record')
    await write('soil:wind')
    const first = (await get('/topics/wind')).body
    expect(first).toContain('record (21)')
    expect(first).toContain('1–20 of 22')
    expect((await get('/topics/wind?kind=note')).body.match(/Note \d+</g)).toHaveLength(1)
    expect((await get('/topics/wind?page=2')).body.match(/Note \d+</g)).toHaveLength(2)
    expect(await get('/topics/wind?page=9')).toMatchObject({ status: 302, location: '/topics/wind?page=2' })
    expect((await get('/topics/wind?kind=story')).body).toMatch(
      /nothing of this kind.*href="\/topics\/wind"/s,
    )
  })
})

test('in Arabic the page runs from right to left, in Arabic words', async () => {
  const { body } = await get('/topics/gully', { 'accept-language': 'ar' })
  expect(body).toContain('<html lang="ar" dir="rtl"')
  expect(body).toMatch(/<h1>تعرية أخدودية/)
})

test('a topic asks at most eight queries', async () => {
  for (const path of ['/topics/erosion', '/topics/wind'])
    expect((await countingQueries(() => get(path))).queries).toBeLessThanOrEqual(8)
})
