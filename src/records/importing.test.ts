import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { en, ground, instance, record, take, version } from '../../tests/support/soil.ts'
import { db } from '../base/database/database.ts'
import { stranger } from '../base/viewer.ts'
import { exportRecord } from './exporting.ts'
import { importRecordFile } from './importing.ts'
import { licenceId } from './licence.ts'
import { recordFor } from './reading.ts'

ownDatabase()
ground()

const isHere = (ref: string) =>
  recordFor(stranger, ref).then(
    () => true,
    () => false,
  )

test('one bad record is left out at its place, and the good ones beside it are kept', async () => {
  const good = record('00000000010a')
  const twice = record('00000000010b', { versions: [version(1, {}), version(1, { slope: 'flat' })] })
  const backwards = record('00000000010c', { versions: [version(2, {}), version(1, {})] })
  const nul = record('00000000010d')
  nul.versions[0]!.content.title = en('Bunds\u0000')
  const half = record('00000000010e', {}, { '\ud800': 1 })
  const late = record('00000000010f')
  const report = await take(good, twice, backwards, nul, half, late)
  expect(report.made).toBe(2)
  expect(report.faults).toEqual([
    {
      place: 'file 2, versions[1] > number',
      message: 'version 1 does not come after version 1',
    },
    { place: 'file 3, versions[1] > number', message: 'version 1 does not come after version 2' },
    {
      place: 'file 4, versions[0] > content > title > texts > en',
      message: expect.stringContaining('NUL'),
    },
    {
      place: expect.stringContaining('file 5, versions[0] > content > answers > where[0]'),
      message: expect.stringContaining('half of a character'),
    },
  ])
  expect([await isHere(good.ref), await isHere(nul.ref), await isHere(late.ref)]).toEqual([true, false, true])
})

test('what only the database refuses is a fault of that record too', async () => {
  const beyond = record('00000000011a', { versions: [{ ...version(1, {}), number: 3_000_000_000 }] })
  const deep: unknown[] = []
  let inmost = deep
  for (let i = 0; i < 5000; i++) inmost.push((inmost = []))
  const nested = record('00000000011b', {}, { depth: deep })
  const good = record('00000000011c')
  const report = await take(beyond, nested, good)
  expect(report).toMatchObject({ made: 1 })
  expect(report.faults.map(({ place }) => place.slice(0, 6))).toEqual(['file 1', 'file 2'])
})

test('what is wrong with a shape is said in plain words', async () => {
  const { versions: _, ...noVersions } = record('00000000012a')
  const noDay = record('00000000012b')
  noDay.versions[0]!.published = 'May'
  const report = await take(noVersions, noDay, 'a record')
  expect(report.faults.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'file 1, versions: is missing',
    'file 2, versions[0] > published: "May" should be a day: 2024-05-31',
    expect.stringContaining('file 3, '),
  ])
  expect(JSON.stringify(report.faults)).not.toContain('nvalid input')
})

test('a published version that reads otherwise in anything is not unchanged', async () => {
  const given = record('00000000013a')
  await take(given)
  const changes: ((one: (typeof given)['versions'][number]) => void)[] = [
    (one) => void (one.published = '2026-01-02'),
    (one) => void (one.note = en('A note')),
    (one) => void (one.minor = true),
    (one) => void (one.content.contributors[0]!.name = 'B. Compiler'),
    (one) => void one.content.contributors.pop(),
  ]
  for (const change of changes) {
    const other = structuredClone(given)
    change(other.versions[0]!)
    const report = await take(other)
    expect(report).toMatchObject({ unchanged: 0, changed: 0 })
    expect(report.faults[0]!.message).toContain('needs a new version')
  }
})

test('whoever was taken out of a version may still stand in another copy of it', async () => {
  const given = record('00000000014a')
  await take(given)
  await sql`update credit set shown = 'unnamed', name = null, organisation = null, redacted = now()
    where name = 'A. Compiler' and version in (
      select version.id from version join thing on thing.id = version.record where thing.ref = ${given.ref})`.execute(
    db(),
  )
  expect(await take(given)).toMatchObject({ unchanged: 1, faults: [] })
})

test('a group of land users without a consent is left out', async () => {
  const given = record('00000000015a')
  delete given.versions[0]!.content.consent
  const report = await take(given)
  expect(report).toMatchObject({ made: 0 })
  expect(report.faults[0]).toMatchObject({
    place: 'file 1, versions[0] > content > consent',
    message: expect.stringContaining('without their consent'),
  })
})

test('where land users are credited, nothing is kept closer than a tenth of a degree', async () => {
  const at = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: 'the well at 13.57891, -2.42123' },
        geometry: { type: 'Point', coordinates: [-2.42123, 13.57891, 301.5] },
      },
    ],
  }
  const given = record('00000000016a', {}, { at })
  // Nor what an edition before asked for, which stays beside.
  given.versions[0]!.content.kept = [{ edition: '0', slot: 'where/point', answer: at, why: 'removed' }]
  const report = await take(given)
  expect(report).toMatchObject({ made: 1 })
  expect(report.faults).toEqual([
    {
      place: 'file 1, version 1, where row 1, at',
      message: expect.stringContaining('rounded to 0.1 degrees'),
      note: true,
    },
  ])
  const kept = JSON.stringify(await exportRecord(stranger, given.ref))
  expect(kept).toContain('[-2.4,13.6]')
  expect(kept).not.toMatch(/13\.57|2\.42|301|the well/)
  expect(await take(given)).toMatchObject({ unchanged: 1 })

  const ofAnOffice = record('00000000016b', {}, { at })
  ofAnOffice.versions[0]!.content.contributors.splice(1)
  expect(await take(ofAnOffice)).toMatchObject({ faults: [] })
  expect(JSON.stringify(await exportRecord(stranger, ofAnOffice.ref))).toContain('13.57891')
})

test('a practice of the standard database that has another shape says where, in its file', async () => {
  const bytes = Buffer.from(JSON.stringify({ questionnaire: 'technologies', data: { a: 'b' } }))
  const { faults } = await importRecordFile(instance, { name: 'pile.json', bytes })
  expect(faults).toContainEqual({ place: 'pile.json, edition', message: 'is missing' })
  expect(faults.map(({ place }) => place)).toContain('pile.json, data > a')
})

test('a licence that is said in a sentence is kept by its short name', () => {
  expect(licenceId('CC BY-NC-SA 3.0 Unported (WOCAT data, per QCAT terms of agreement)')).toBe(
    'CC-BY-NC-SA-3.0',
  )
  expect(licenceId('CC-BY-4.0')).toBe('CC-BY-4.0')
  expect(licenceId('Ask the ministry')).toBe('Ask the ministry')
})
