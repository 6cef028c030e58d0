import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { asReader } from '../base/i18n/reader.ts'
import { stranger, system } from '../base/viewer.ts'
import { placeKind } from './cards.ts'
import { everywhere } from './everywhere.ts'
import { importPlaceFiles, importPlaces } from './importing.ts'
import { countriesIn, groupingsOf, neighboursOf, partsOf, trailOf } from './lines.ts'
import type { GivenPlace } from './place.ts'
import { placeFor, placesByCode } from './places.ts'

ownDatabase()
const viewer = system('test')

const pack = (name: string) => ({ name, bytes: readFileSync(`packs/common/world/${name}`) })
const files = ['countries.json', 'groupings.json', 'regions.json'].map(pack)
const place = (code: string, more: Partial<GivenPlace> = {}): GivenPlace => ({
  code,
  parent: 'NE',
  name: { en: code },
  ...more,
})
const codes = (places: { code: string }[]) => places.map(({ code }) => code)

const within = async (code: string) => {
  const { rows } = await sql<{ code: string }>`
    select ancestor.code from within join place on place.thing = within.thing join place as ancestor on ancestor.thing = within.ancestor
    where place.code = ${code} order by 1`.execute(db())
  return codes(rows)
}

beforeAll(async () => {
  const report = await importPlaceFiles(viewer, files)
  expect(report.faults).toEqual([])
  expect(report.made).toBe(249 + 26 + 30)
})

test('taken in twice, nothing changes', async () => {
  const report = await importPlaceFiles(viewer, files)
  expect(report).toEqual({ made: 0, changed: 0, unchanged: 305, faults: [] })
})

describe('where a place stands', () => {
  test('its trail runs along the main line', async () => {
    expect(codes(await trailOf({ code: 'NE' }))).toEqual(['001', '002', '011', 'NE'])
    expect(codes(await trailOf({ code: 'HT' }))).toEqual(['001', '019', '029', 'HT'])
  })

  test('it is within everything above it, its groupings among it', async () => {
    expect(await within('NE')).toEqual([
      '001',
      '002',
      '011',
      '202',
      'AES',
      'AFRICAN-UNION',
      'CILSS',
      'LDC',
      'LLDC',
      'NE',
      'UEMOA',
    ])
  })

  test('parts, members, neighbours and countries', async () => {
    const all = await everywhere()
    const of = (code: string) => all.byCode.get(code)!
    expect(codes(partsOf(all, of('AES'))).sort()).toEqual(['BF', 'ML', 'NE'])
    expect(codes(groupingsOf(all, of('NE'))).sort()).toEqual([
      'AES',
      'AFRICAN-UNION',
      'CILSS',
      'LDC',
      'LLDC',
      'UEMOA',
    ])
    expect(codes(neighboursOf(all, of('NE')))).toContain('ML')
    expect(codes(neighboursOf(all, of('NE')))).not.toContain('NE')
    expect(countriesIn(all, of('202'))).toHaveLength(53)
    expect(countriesIn(all, of('001'))).toHaveLength(249)
    expect(codes(countriesIn(all, of('NE')))).toEqual(['NE'])
  })
})

describe('a place by what people call it', () => {
  test.each(['NE', 'ne', 'NER', '562', 'ner'])('%s is Niger', async (code) => {
    expect((await placeFor(stranger, code)).code).toBe('NE')
  })
  test('codes of before lead on', async () => {
    expect((await placeFor(stranger, 'ZR')).code).toBe('CD')
    expect((await placeFor(stranger, '199')).code).toBe('LDC')
  })
  test('an unknown one is missing, and the refusal says what codes there are', async () => {
    await expect(placeFor(stranger, 'XX')).rejects.toMatchObject({ kind: 'missing', key: 'places.unknown' })
  })
  test('many codes are one query', async () => {
    const { result, queries } = await countingQueries(() => placesByCode(['NE', '011', 'ECOWAS', 'nowhere']))
    expect([...result.keys()].sort()).toEqual(['011', 'ECOWAS', 'NE'])
    expect(result.get('NE')!.name.ar).toBe('النيجر')
    expect(queries).toBe(1)
  })
})

describe('what cannot be kept is named, and the rest is kept', () => {
  test('an unknown parent, and what stands in the place that is left out', async () => {
    const report = await importPlaces(viewer, [
      place('NE-9', { parent: 'XY' }),
      place('NE-9-1', { parent: 'NE-9' }),
      place('NE-8'),
    ])
    expect(report).toMatchObject({ made: 1, changed: 0 })
    expect(report.faults).toEqual([
      { place: 'NE-9', message: 'there is no place XY' },
      { place: 'NE-9-1', message: 'there is no place NE-9' },
    ])
    expect(await within('NE-8')).toContain('CILSS')
  })

  test('a circle, with the way around it', async () => {
    const report = await importPlaces(viewer, [
      place('C-1', { parent: 'C-3' }),
      place('C-2', { parent: 'C-1' }),
      place('C-3', { parent: 'C-2' }),
      place('NE-7'),
    ])
    expect(report.faults).toContainEqual({
      place: 'C-3',
      message: 'C-3 would stand in itself: C-3 › C-2 › C-1 › C-3',
    })
    expect(report.made).toBe(1)
    expect(await placesByCode(['C-1', 'C-2', 'C-3'])).toEqual(new Map())
  })

  test('a circle through what stood before; turning the two round is none', async () => {
    await importPlaces(viewer, [place('T-1'), place('T-2', { parent: 'T-1' })])
    const circle = await importPlaces(viewer, [place('T-1', { parent: 'T-2' })])
    expect(circle.faults).toEqual([{ place: 'T-1', message: 'T-1 would stand in itself: T-1 › T-2 › T-1' }])
    expect(await within('T-2')).toContain('T-1')
    const turned = await importPlaces(viewer, [place('T-1', { parent: 'T-2' }), place('T-2')])
    expect(turned).toMatchObject({ changed: 2, faults: [] })
    expect(await within('T-1')).toContain('T-2')
    expect(await within('T-2')).not.toContain('T-1')
  })

  test('a place that is none, is given in two ways, or has the number of another', async () => {
    const report = await importPlaces(viewer, [
      place('ne-1'),
      place('NE-1'),
      place('NE-1'),
      place('NE-1', { name: { en: 'Otherwise' } }),
      place('NE-2', { lat: 91, lon: 0 }),
      place('NE-3', { lat: 1 }),
      place('NE-4', { m49: '566' }),
      place('NE-5', { name: {} }),
      place('NE-6', { parent: 'CILSS' }),
    ])
    expect(report.made).toBe(1)
    expect(report.faults.map((fault) => fault.place).sort()).toEqual([
      'NE-1',
      'NE-2, lat',
      'NE-3',
      'NE-4',
      'NE-5, name',
      'NE-6',
      'ne-1, code',
    ])
  })

  test('a file that is no list, no JSON, no UTF-8', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text)
    const report = await importPlaceFiles(viewer, [
      { name: 'a.json', bytes: bytes('{}') },
      { name: 'b.json', bytes: bytes('[') },
      { name: 'c.json', bytes: new Uint8Array([0x5b, 0xff, 0x5d]) },
      {
        name: 'd.json',
        bytes: bytes('[{"code":"NE-20","parent":"NE","name":{"fr":"Là"}},{"code":"NE-21"}]'),
      },
    ])
    expect(report.made).toBe(1)
    expect(report.faults.map((fault) => fault.place)).toEqual(
      expect.arrayContaining(['a.json', 'b.json', 'c.json', 'd.json, NE-21, name']),
    )
  })

  test('by anyone but the instance itself it is refused', async () => {
    await expect(importPlaces(stranger, [place('NE-99')])).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

test('a country that leaves a grouping is no longer within it, and whoever listens is told', async () => {
  await importPlaces(viewer, [
    { code: 'PAIR', level: 'grouping', parent: '002', name: { en: 'Pair' }, members: ['TD', 'SD'] },
  ])
  expect(await within('TD')).toContain('PAIR')
  const before = await events()
  const report = await importPlaces(viewer, [
    { code: 'PAIR', level: 'grouping', parent: '002', name: { en: 'Pair' }, members: ['SD'] },
  ])
  expect(report).toMatchObject({ changed: 1, unchanged: 1 })
  expect(await within('TD')).not.toContain('PAIR')
  const { byCode } = await everywhere()
  expect((await events()).slice(before.length)).toEqual([{ ids: [byCode.get('TD')!.id] }])
})

const events = async () =>
  (
    await db()
      .selectFrom('outbox')
      .select('payload')
      .where('event', '=', 'thing.changed')
      .orderBy('id')
      .execute()
  ).map((row) => row.payload)

test('cards and words for search, in every language', async () => {
  const { byCode } = await everywhere()
  const id = byCode.get('CI')!.id
  const card = await asReader(
    { lang: 'fr', path: '/', query: new URLSearchParams(), saveData: false },
    async () => (await placeKind.cards(stranger, [id])).get(id)!,
  )
  expect(card).toMatchObject({
    href: '/places/CI',
    kindName: 'Pays ou territoire',
    places: ['Afrique de l’Ouest', 'Afrique', 'Monde'],
  })
  const [words] = await placeKind.searchable([id])
  expect(words!.texts.map(({ lang }) => lang).sort()).toEqual(['ar', 'en', 'es', 'fr', 'pt', 'ru', 'zh'])
  expect(words!.texts.find(({ lang }) => lang === 'en')!.body).toContain('Ivory Coast')
})
