import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { system } from '../../src/base/viewer.ts'
import { type Everywhere, everywhere } from '../../src/places/everywhere.ts'
import { importPlaceFiles } from '../../src/places/importing.ts'
import { trailIn } from '../../src/places/lines.ts'
import type { Place } from '../../src/places/place.ts'
import { ownDatabase } from '../support/database.ts'
import { describeOnRealInput, readRealInput } from '../support/real-input.ts'

type Row = Record<string, string>

const padded = (number: string): string => number.padStart(3, '0')

describeOnRealInput('places against the lists of others', () => {
  ownDatabase()
  let all: Everywhere

  beforeAll(async () => {
    const files = ['countries.json', 'groupings.json', 'regions.json'].map((name) => ({
      name,
      bytes: readFileSync(`packs/common/world/${name}`),
    }))
    expect((await importPlaceFiles(system('test'), files)).faults).toEqual([])
    all = await everywhere()
  })

  const rows = (): Row[] => parse(readRealInput('places/country-codes.csv'), { columns: true })
  const of = (row: Row): Place => all.byCode.get(row['ISO3166-1-Alpha-2']!)!

  test('every country is there, with the same numbers, under its region', () => {
    expect(rows()).toHaveLength(249)
    for (const row of rows()) {
      const place = of(row)
      expect(place, row['CLDR display name']).toMatchObject({
        level: 'country',
        alpha3: row['ISO3166-1-Alpha-3'],
        m49: padded(row.M49!),
      })
      const regions = ['Region Code', 'Sub-region Code', 'Intermediate Region Code'].flatMap((name) =>
        row[name] ? [padded(row[name])] : [],
      )
      const above = (code: string): string[] => [
        code,
        ...(all.byCode.get(code)?.parents.flatMap(above) ?? []),
      ]
      expect(above(place.code)).toEqual(expect.arrayContaining(['001', ...regions]))
      expect(trailIn(all, place).map(({ code }) => code)).toEqual([
        '001',
        ...regions.filter((code) => !['202', '419'].includes(code)),
        place.code,
      ])
    }
  })

  test('no country is there that the list does not know, and regions are those of the list', () => {
    const codes = new Set(rows().map((row) => row['ISO3166-1-Alpha-2']))
    const places = [...all.byCode.values()]
    expect(places.filter(({ level, code }) => level === 'country' && !codes.has(code))).toEqual([])
    const regions = new Set(
      rows().flatMap((row) =>
        [row['Region Code'], row['Sub-region Code'], row['Intermediate Region Code']].flatMap((code) =>
          code ? [padded(code)] : [],
        ),
      ),
    )
    expect(new Set(places.filter(({ level }) => level === 'region').map(({ code }) => code))).toEqual(regions)
  })

  test('what the United Nations call each is one of its names', () => {
    const plain = (words: string): string => words.replaceAll('’', "'").toLowerCase()
    for (const lang of ['en', 'fr', 'es'])
      for (const row of rows()) {
        const place = of(row)
        const known = [place.name[lang]!, ...(place.also[lang] ?? [])].map(plain)
        expect(known, `${place.code} ${lang}`).toContain(plain(row[`official_name_${lang}`]!))
      }
  })

  test('least developed, landlocked and small island countries are the same, but for São Tomé and Príncipe', () => {
    const flags = {
      LDC: 'Least Developed Countries (LDC)',
      LLDC: 'Land Locked Developing Countries (LLDC)',
      SIDS: 'Small Island Developing States (SIDS)',
    }
    for (const [code, column] of Object.entries(flags)) {
      const flagged = rows()
        .filter((row) => row[column] === 'x')
        .map((row) => row['ISO3166-1-Alpha-2'])
      const members = all.parts.get(code)!.map((place) => place.code)
      // It left the list on 13 December 2024, after this file was made.
      expect(members.sort()).toEqual(flagged.filter((member) => code !== 'LDC' || member !== 'ST').sort())
    }
  })

  test('every country of the list in 37 languages is known by its numbers', () => {
    const list: { id: number; alpha2: string; alpha3: string }[] = JSON.parse(
      readRealInput('places/world-countries-37-languages.json'),
    )
    expect(list.length).toBeGreaterThan(190)
    for (const { id, alpha2, alpha3 } of list) {
      const place = all.byCode.get(alpha2.toUpperCase())
      expect(place, alpha2).toMatchObject({ m49: padded(String(id)), alpha3: alpha3.toUpperCase() })
      expect(Object.keys(place!.name).sort()).toEqual(['ar', 'en', 'es', 'fr', 'pt', 'ru', 'zh'])
    }
  })

  test('groupings have as many members as they say of themselves', () => {
    const sizes = {
      'AFRICAN-UNION': 55,
      ECOWAS: 12,
      CILSS: 13,
      SADC: 16,
      EAC: 8,
      IGAD: 7,
      COMESA: 21,
      LAS: 22,
      PIF: 18,
      CARICOM: 15,
      ASEAN: 11,
      EU: 27,
      AES: 3,
    }
    for (const [code, size] of Object.entries(sizes)) expect(all.parts.get(code), code).toHaveLength(size)
  })
})
