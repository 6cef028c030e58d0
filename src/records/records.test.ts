import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { en, ground, instance, record, take, version } from '../../tests/support/soil.ts'
import { db } from '../base/database/database.ts'
import { everyone, stranger, type Viewer } from '../base/viewer.ts'
import { compare } from './comparing.ts'
import { keepDates } from './embargoes.ts'
import { exportRecord } from './exporting.ts'
import { importRecordFile, importRecords } from './importing.ts'
import { recordFor, Withdrawn } from './reading.ts'

ownDatabase()

ground()

test('a record comes in, goes out and comes in again without a difference', async () => {
  const given = record('00000000000a', {
    versions: [
      version(1, { slope: 'flat' }),
      { ...version(2, { slope: 'steep', depth: 12.5 }), note: en('Measured again') },
    ],
  })
  expect(await take(given)).toMatchObject({ made: 1, faults: [] })
  const out = await exportRecord(stranger, given.ref)
  expect(await take(JSON.parse(JSON.stringify(out)))).toMatchObject({
    made: 0,
    changed: 0,
    unchanged: 1,
    faults: [],
  })
  expect(await exportRecord(stranger, given.ref)).toEqual(out)
  const { origin: _, ...travelled } = out
  expect(travelled).toEqual(given)
})

test('a published version never changes: not by import, not in the database', async () => {
  const given = record('00000000000b')
  await take(given)
  const other = structuredClone(given)
  other.versions[0]!.content.title = en('Another title')
  const report = await take(other)
  expect(report.faults).toEqual([
    { place: 'file 1, version 1', message: expect.stringContaining('needs a new version') },
  ])
  expect((await recordFor(stranger, given.ref)).content.title).toEqual(en('Bunds 1'))
  await expect(sql`update version set minor = true`.execute(db())).rejects.toThrow('written once')
})

test('what does not fit is named with its place, and everything good is kept', async () => {
  const wrongAnswer = record('00000000000c', {}, { slope: 'vertical', depth: 30 })
  const noRecord = { ...record('00000000000d'), kind: 'poem' }
  const noInstrument = record('00000000000e', { instrument: 'poetry' })
  const noPlace = record('00000000000f')
  noPlace.versions[0]!.content.places = ['NE', 'Atlantis']
  const report = await take(wrongAnswer, noRecord, noInstrument, noPlace)
  expect(report.made).toBe(2)
  const places = report.faults.map(({ place }) => place)
  expect(places[0]).toMatch(/^file 1, version 1, .*slope/)
  expect(places[1]).toBe('file 2, kind')
  expect(report.faults[2]).toEqual({
    place: 'file 3, instrument',
    message: 'there is no instrument “poetry”',
  })
  expect(report.faults[3]).toEqual({ place: 'file 4, places', message: 'there is no place “Atlantis”' })
  expect((await recordFor(stranger, wrongAnswer.ref)).content.answers).toEqual({ where: [{ depth: 30 }] })
})

test('a file that is not JSON, or not UTF-8, says where', async () => {
  const cut = await importRecordFile(instance, { name: 'cut.json', bytes: Buffer.from('{ "format": ') })
  expect(cut.faults[0]).toMatchObject({ place: 'cut.json', message: expect.stringContaining('not JSON') })
  const latin = await importRecordFile(instance, {
    name: 'latin.json',
    bytes: Buffer.from('{\n"a":"\u00e9"}', 'latin1'),
  })
  expect(latin.faults[0]).toMatchObject({ message: expect.stringContaining('line 2') })
})

test('a dry run says what would happen and does nothing', async () => {
  const given = record('00000000000g')
  expect(await importRecords(instance, [{ place: 'x', json: given }], { dryRun: true })).toMatchObject({
    made: 1,
  })
  await expect(recordFor(stranger, given.ref)).rejects.toMatchObject({ kind: 'missing' })
})

test('only the instance imports', async () => {
  await expect(importRecords(stranger, [])).rejects.toMatchObject({ kind: 'forbidden' })
})

test('an embargo keeps a record closed until its day, then everyone may read it', async () => {
  const given = record('00000000000h', { access: { to: 'everyone', opens: '2999-01-01' } })
  await take(given)
  await expect(recordFor(stranger, given.ref)).rejects.toMatchObject({ kind: 'missing' })
  expect(await keepDates('2998-12-31')).toEqual({ opened: 0, closed: 0 })
  expect(await keepDates('2999-01-01')).toEqual({ opened: 1, closed: 0 })
  expect((await recordFor(stranger, given.ref)).ref).toBe(given.ref)
  expect((await take(given)).unchanged).toBe(1)
})

test('a withdrawn record says so to whoever could read it, and is nothing to others', async () => {
  const tombstone = en('The figures were wrong.')
  await take(
    record('00000000000j', { state: 'withdrawn', tombstone }),
    record('00000000000k', { state: 'withdrawn', access: { to: 'named' } }),
  )
  const refusal = await recordFor(stranger, '00000000000j').catch((error) => error)
  expect(refusal).toBeInstanceOf(Withdrawn)
  expect(refusal).toMatchObject({ kind: 'gone', tombstone, title: en('Bunds 1') })
  await expect(recordFor(stranger, '00000000000k')).rejects.toMatchObject({ kind: 'missing' })
})

test('versions of one record stand side by side, with what differs marked', async () => {
  await take(
    record('00000000000m', {
      versions: [version(1, { slope: 'flat', depth: 5 }), version(2, { slope: 'flat', depth: 6 })],
    }),
  )
  const { rows, comparable } = await compare(stranger, ['00000000000m@1', '00000000000m@2'], 'en')
  expect(comparable).toBe(true)
  expect(rows.map(({ question, differs }) => [question.text, differs])).toEqual([
    ['Slope', false],
    ['Depth', true],
  ])
  await expect(compare(stranger, ['00000000000m'], 'en')).rejects.toMatchObject({ kind: 'invalid' })
  await expect(compare(stranger, ['00000000000m', '00000000000k'], 'en')).rejects.toMatchObject({
    kind: 'missing',
  })
})

test('named people see what is theirs, and only they', async () => {
  await take(record('00000000000n', { access: { to: 'named', purpose: en('Being checked') } }))
  const { circle } = await db()
    .selectFrom('thing')
    .select('circle')
    .where('ref', '=', '00000000000n')
    .executeTakeFirstOrThrow()
  const insider: Viewer = { kind: 'person', id: 1, circles: [everyone, circle] }
  expect((await recordFor(insider, '00000000000n')).access.to).toBe('named')
  await expect(
    recordFor({ kind: 'person', id: 2, circles: [everyone] }, '00000000000n'),
  ).rejects.toMatchObject({ kind: 'missing' })
})
