import { expect, test } from 'vitest'
import { done, importer, linesIn, previewed, sent } from '../../../tests/support/bringing.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { effortOf } from '../../../tests/support/effort.ts'
import { workbook } from '../../../tests/support/workbook.ts'
import { stranger } from '../../base/viewer.ts'
import { recordFor } from '../reading.ts'
import { reportOf } from './report.ts'
import { runFor } from './runs.ts'

demoDatabase()

const report = { matching: { instrument: 'report' } }
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

test('columns are known by their names in any language, and cells become answers', async () => {
  const csv = [
    'Titre;Résumé;Pays;Genre;Parution;Relu par des pairs;Unités observées;Auteurs;id;Approche',
    'Diguettes au Yatenga;Ce qu’il en reste;Burkina Faso, Niger;Étude;03/02/2021;oui;1 234,0;A. Ouédraogo; B. Sawadogo;y1;Recensement || field',
  ]
    .join('\n')
    .replace('A. Ouédraogo; B. Sawadogo', '"A. Ouédraogo; B. Sawadogo"')
  const ref = await sent('table', csv, report)
  const seen = await previewed(ref, { chosen: { language: 'fr' } })
  expect(seen.reading).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ';' })
  expect(seen.matching.columns).toEqual([
    ...['title', 'summary', 'place', 'question/kind', 'question/published', 'approach/peer_reviewed'],
    ...['approach/sample', 'author', 'identifier', 'approach/approach'],
  ])
  expect(seen.counts).toMatchObject({ new: 1, fault: 0 })
  await done(ref)
  const [line] = await linesIn(ref)
  expect(line!.reasons).toEqual([])
  const kept = await recordFor(stranger, line!.ref!)
  expect(kept.content).toMatchObject({
    title: { original: 'fr', texts: { fr: 'Diguettes au Yatenga' } },
    places: ['BF', 'NE'],
    answers: {
      question: [{ kind: 'study', published: '2021-02-03' }],
      approach: [{ peer_reviewed: true, sample: 1234, approach: ['census', 'field'] }],
    },
  })
  expect(kept.credits.map(({ name }) => name)).toEqual(['A. Ouédraogo', 'B. Sawadogo'])
  const again = await sent('table', csv, report)
  expect((await previewed(again, { chosen: { language: 'fr' } })).counts).toMatchObject({ unchanged: 1 })
})

test.each([
  ['utf-8', Buffer.from('\ufeffTitle,Place\nRécit numéro un,NE\n')],
  ['utf-16le', utf16('Title,Place\nRécit numéro un,NE\n')],
  ['windows-1252', Buffer.from('Title,Place\nRécit numéro un,NE\n', 'latin1')],
])('a file in %s is read as such', async (encoding, bytes) => {
  const ref = await sent('table', bytes, report)
  const seen = await previewed(ref)
  expect(seen.reading.encoding).toBe(encoding)
  expect((await linesIn(ref))[0]!.title).toBe('Récit numéro un')
})

test('Arabic in Windows-1256 is known, and another encoding can be chosen', async () => {
  // العنوان,البلد / سدود حجرية,النيجر
  const bytes = Buffer.from(
    'c7e1dae4e6c7e4' + '2c' + 'c7e1c8e1cf' + '0a' + 'd3cfe6cf20cdccd1edc9' + '2c' + 'c7e1e4edccd1' + '0a',
    'hex',
  )
  const ref = await sent('table', bytes, report)
  const seen = await previewed(ref)
  expect(seen.reading.encoding).toBe('windows-1256')
  expect(seen.matching.columns).toEqual(['title', 'place'])
  expect((await linesIn(ref))[0]!.title).toBe('سدود حجرية')
  const other = await previewed(ref, { chosen: { encoding: 'windows-1252' } })
  expect(other).toMatchObject({ state: 'read', reading: { encoding: 'windows-1252' } })
})

test('a row that cannot be read is a fault with its line, and the rest is kept', async () => {
  const csv =
    'Title,Place\nOne row,NE\n"Never "ends,NE\nThree rows,NE\nFour,NE,too,many\n,NE\nSix rows,Atlantis\n'
  const ref = await sent('table', csv, report)
  const { counts } = await previewed(ref)
  expect(counts).toEqual({ new: 3, changed: 0, unchanged: 0, fault: 3 })
  const lines = await linesIn(ref)
  expect(lines.map(({ line, outcome, title }) => [line, outcome, title])).toEqual([
    [2, 'new', 'One row'],
    [3, 'fault', ''],
    [4, 'new', 'Three rows'],
    [5, 'fault', ''],
    [6, 'fault', ''],
    [7, 'new', 'Six rows'],
  ])
  expect(lines[5]!.reasons).toEqual(['“Atlantis” is no place we know.'])
  const csvReport = await reportOf(importer, ref)
  expect(csvReport.split('\r\n')).toHaveLength(6)
  expect(csvReport).toContain('7,new,Six rows,“Atlantis” is no place we know.')
})

test('a script or a formula in every cell is words', async () => {
  const script = '<script>alert(1)</script>'
  const csv = `Title,Summary,Authors,Place,Full text,Units observed\n${script},${script},${script},${script},javascript:alert(1),=1+1\n=HYPERLINK("x"),a,b,@SUM(1),d,e\n`
  const ref = await sent('table', csv, report)
  await previewed(ref)
  await done(ref)
  const [line] = await linesIn(ref)
  const kept = await recordFor(stranger, line!.ref!)
  expect(kept.content.title.texts.en).toBe(script)
  expect(JSON.stringify(kept.content.answers)).not.toContain('javascript:')
  const csvReport = await reportOf(importer, ref)
  expect(csvReport).not.toMatch(/(^|,)[=@+-]/m)
})

test('a workbook is read in a process of its own', async () => {
  const ref = await sent(
    'table',
    workbook([
      ['Title', 'Pays'],
      ['Half moons', 'Niger'],
      ['', ''],
      ['Bunds', 'NE'],
    ]),
    report,
  )
  const seen = await previewed(ref)
  expect(seen).toMatchObject({ reading: { format: 'xlsx', columns: ['Title', 'Pays'] }, counts: { new: 2 } })
  expect((await linesIn(ref)).map(({ line, title }) => [line, title])).toEqual([
    [2, 'Half moons'],
    [4, 'Bunds'],
  ])
})

test('a workbook that unpacks to too much, or is none, is refused in words', async () => {
  const bomb = workbook([['Title'], ['x']], { 'xl/media/zeros.xml': new Uint8Array(200 * 1024 * 1024) })
  expect(bomb.length).toBeLessThan(2_000_000)
  const effort = await effortOf(async () => {
    const first = await runFor(importer, await sent('table', bomb, report))
    expect(first).toMatchObject({ state: 'failed', error: expect.stringContaining('unpacks to more') })
  })
  expect(effort).toBeLessThan(20_000)
  const none = await runFor(importer, await sent('table', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), report))
  expect(none).toMatchObject({ state: 'failed', error: expect.stringContaining('cannot be read') })
})
