import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { effortOf } from '../../../tests/support/effort.ts'
import { fileOf, press, send } from '../../../tests/support/import-pages.ts'
import { exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'
import { workbook } from '../../../tests/support/workbook.ts'
import { openDoors } from '../../app.ts'
import { stranger, system } from '../../base/viewer.ts'
import { importInstrument } from '../../instruments/importing.ts'
import { recordFor } from '../reading.ts'
import { shapeIn } from './shapes.ts'

/** Answers that are more than one word: matrices, points and areas, tables, rows that repeat. */
demoDatabase()
const server = served(openDoors)
let curator: Visitor

beforeAll(async () => {
  curator = await signedIn(server, 'Curator', 'curator')
  await importInstrument(system('test'), exampleDefinition())
})

const bring = (file: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> =>
  send(curator, fileOf('table', file, content, 'example'))

/** What each column is taken for, as the form has it. */
function chosenIn(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<(?:select|input)[^>]* name="(column\d+)"([^>]*)>([\s\S]*?)(?=<\/div>)/g)]
  return Object.fromEntries(
    fields.map(([, name, attributes, options]) => [
      name!,
      /<option value="([^"]*)" selected/.exec(options!)?.[1] ??
        / value="([^"]*)"/.exec(attributes!)?.[1] ??
        '',
    ]),
  )
}

/** Previews what was guessed and brings it in; the page of the preview, and the answers of each record. */
async function broughtBy(at: string) {
  await press(curator, at, 'preview', { instrument: 'example', ...chosenIn((await curator.get(at)).html) })
  const { html } = await curator.get(at)
  await press(curator, at, 'run')
  const refs = [...(await curator.get(at)).html.matchAll(/href="\/records\/(\w{12})"/g)].map(
    ([, ref]) => ref!,
  )
  const records = await Promise.all([...new Set(refs)].map((ref) => recordFor(stranger, ref)))
  return { html, answers: records.map(({ content }) => content.answers) }
}

const columns = [
  ...['Name', 'Land', 'Who does what: Planning', 'Who does what [Building]', 'Latitude', 'Longitude'],
  ...['Figures: What', 'Figures: How much', 'inputs/what', 'inputs/many', 'Picture'],
]
const targets = [
  ...[
    'basics/name',
    'basics/land',
    'basics/who/plan',
    'basics/who/build',
    'basics/map/lat',
    'basics/map/lon',
  ],
  ...['basics/figures/what', 'basics/figures/much', 'inputs/what', 'inputs/many', ''],
]
const row = [
  ...['Stone lines', 'crops', 'Low', 'high', '14,9° N', '5.3'],
  ...['maize || millet', '3 || 4,5', 'Stones || Spades || Seed', '2 ||  || 2', 'a.jpg'],
]
const answers = {
  basics: [
    {
      name: { en: 'Stone lines' },
      land: 'crops',
      who: { plan: 'low', build: 'high' },
      map: { type: 'Point', coordinates: [5.3, 14.9] },
      figures: [
        { what: { en: 'maize' }, much: 3 },
        { what: { en: 'millet' }, much: 4.5 },
      ],
    },
  ],
  inputs: [
    { id: 'r1', what: { en: 'Stones' }, many: 2 },
    { id: 'r2', what: { en: 'Spades' } },
    { id: 'r3', what: { en: 'Seed' }, many: 2 },
  ],
}

const quoted = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')

test('a table of CSV gives matrices, points, tables and rows that repeat, and says how', async () => {
  const at = await bring('lines.csv', `${quoted(columns)}\n${quoted(row)}\n`)
  const { html } = await curator.get(at)
  expect(Object.values(chosenIn(html))).toEqual(targets)
  expect(html).toContain('How answers stand in cells')
  expect(html).toContain('“Who does what: Planning”')
  expect(html).toContain('<code dir="ltr">[{&quot;what&quot;:&quot;…&quot;,&quot;much&quot;:1}]</code>')
  const brought = await broughtBy(at)
  expect(brought.html).toContain('Files and pictures do not come in by a table.')
  expect(brought.html).toContain('Paper, Picture')
  expect(brought.answers).toEqual([answers])
})

test('a workbook gives the same', async () => {
  const at = await bring(
    'lines.xlsx',
    new Uint8Array(workbook([columns, ['In a workbook', ...row.slice(1)]])),
  )
  const { answers: brought } = await broughtBy(at)
  expect(brought).toEqual([{ ...answers, basics: [{ ...answers.basics[0], name: { en: 'In a workbook' } }] }])
})

test('a shape and a table may be one cell; a fault names its column and leaves the rest', async () => {
  const head = ['Name', 'Map', 'Figures', 'who: plan', 'who: build']
  const area = 'POLYGON ((5 14, 6 14, 6 15, 5 14))'
  const rows = [
    ['An area', area, '[{"what": "maize", "much": 3}]', 'low', 'nonsense'],
    ['Nowhere', 'behind the hill', '[{"what": ', 'low', ''],
    ['Beyond', 'POINT (500 14)', '[{"who": "me"}]', '', ''],
  ]
  const at = await bring('areas.csv', [head, ...rows].map(quoted).join('\n'))
  const { html, answers: brought } = await broughtBy(at)
  expect(brought.map(({ basics }) => basics![0])).toEqual([
    {
      name: { en: 'An area' },
      map: {
        type: 'Polygon',
        coordinates: [
          [
            [5, 14],
            [6, 14],
            [6, 15],
            [5, 14],
          ],
        ],
      },
      figures: [{ what: 'maize', much: 3 }],
      who: { plan: 'low' },
    },
    { name: { en: 'Nowhere' }, who: { plan: 'low' } },
    { name: { en: 'Beyond' } },
  ])
  for (const words of ['nonsense', 'behind the hill', 'basics row 1, map', 'basics row 1, figures'])
    expect(html, words).toContain(words)
})

test('brought again, a matrix keeps the rows that are not said, and a shape is another one whole', async () => {
  const file = (map: string, plan: string) =>
    `${quoted(['Name', 'Map', 'who: plan'])}\n${quoted(['Stone lines', map, plan])}\n`
  const { answers: brought } = await broughtBy(
    await bring('again.csv', file('LINESTRING (1 2, 3 4)', 'middle')),
  )
  expect(brought[0]!.basics![0]).toMatchObject({
    who: { plan: 'middle', build: 'high' },
    map: {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  })
})

const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })

test.each([
  ['13.5, 2.1', point(2.1, 13.5)],
  ['13,5; 2,1', point(2.1, 13.5)],
  ['13,5, 2,1', point(2.1, 13.5)],
  ['-13.5 -2.1', point(-2.1, -13.5)],
  ['13.5° S 2.1° O', point(-2.1, -13.5)],
  ['١٣٫٥؛ ٢', undefined],
  ['2.1 E, 13.5 N', undefined],
  ['95, 2', undefined],
  ['13.5', undefined],
  ['SRID=4326;POINT Z (2.1 13.5 300)', { type: 'Point', coordinates: [2.1, 13.5, 300] }],
  ['SRID=32631;POINT (500000 1500000)', undefined],
  [
    'MULTIPOINT ((1 2), (3 4))',
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    'MULTIPOINT (1 2, 3 4)',
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    'MULTIPOLYGON (((0 0,1 0,1 1,0 0)))',
    {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
    },
  ],
  ['POLYGON ((0 0, 1 0', undefined],
  ['{"type":"Point","coordinates":[2,13]}', point(2, 13)],
  ['{"type":', undefined],
  [`POINT (${'1'.repeat(99_000)}`, undefined],
  ['\n'.repeat(99_000), undefined],
])('a cell as a shape, %#', async (cell, shape) => {
  expect(await effortOf(() => expect(shapeIn(cell)).toEqual(shape))).toBeLessThan(1_000)
})
