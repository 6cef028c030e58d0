import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { migrate } from '../src/base/database/migrate.ts'
import { interfaceLanguages } from '../src/base/i18n/reader.ts'
import { root } from '../src/base/root.ts'
import { cycles, wrongArrows } from './architecture/arrows.ts'
import { askedKeys, messagesOf, unlike } from './architecture/messages.ts'
import { wrongNames } from './architecture/names.ts'
import { readmes, roomsWithout, unknownNames } from './architecture/readmes.ts'
import { isTest, type Source, sources } from './architecture/sources.ts'
import { literalText, rawHtml, sqlOutsideVerbs, styleAttributes } from './architecture/views.ts'
import { freshDatabase } from './support/cluster.ts'
import { tablesFile, tablesOf } from './tables.ts'

/** Each rule holds on the house, and sees a violation that is planted in front of it. */
const house = sources()
const planted = (path: string, text: string): Source[] => [{ path, text }]

test('arrows go one way', () => {
  expect(wrongArrows(house)).toEqual([])
  expect(wrongArrows(planted('src/places/x.ts', `import { y } from '../records/y.ts'`))).toHaveLength(1)
  expect(wrongArrows(planted('src/events/x.ts', `import { y } from '../conversations/y.ts'`))).toHaveLength(1)
  expect(wrongArrows(planted('src/search/x.ts', `export * from '../archive/y.ts'`))).toHaveLength(1)
  expect(wrongArrows(planted('src/records/x.ts', `const y = await import('../site/y.ts')`))).toHaveLength(1)
  expect(wrongArrows(planted('src/helpers/x.ts', `import { y } from '../base/y.ts'`))).toHaveLength(1)
})

test('no file imports itself by a ring', () => {
  expect(cycles(house)).toEqual([])
  expect(
    cycles([
      { path: 'src/base/a.ts', text: `import { b } from './b.ts'` },
      { path: 'src/base/b.ts', text: `import { a } from './a.ts'` },
    ]),
  ).toHaveLength(1)
})

test('SQL stands in verb files only', () => {
  expect(sqlOutsideVerbs(house)).toEqual([])
  for (const path of ['src/records/pages.tsx', 'src/site/home-pages.tsx'])
    expect(sqlOutsideVerbs(planted(path, `import { sql } from 'kysely'`))).toHaveLength(1)
  expect(
    sqlOutsideVerbs(
      planted('src/records/views/X.tsx', `import { db } from '../../base/database/database.ts'`),
    ),
  ).toHaveLength(1)
})

test('HTML is written by JSX, and as a string only where it is sanitised', () => {
  expect(rawHtml(house)).toEqual([])
  expect(rawHtml(planted('src/records/views/X.tsx', `import { raw } from 'hono/html'`))).toHaveLength(1)
  expect(
    rawHtml(planted('src/site/X.tsx', `const x = <p dangerouslySetInnerHTML={{ __html: '' }} />`)),
  ).toHaveLength(1)
})

test('a view holds no words of its own and no style', () => {
  expect(literalText(house)).toEqual([])
  expect(styleAttributes(house)).toEqual([])
  expect(literalText(planted('src/site/X.tsx', `const x = <p>Hello</p>`))).toHaveLength(1)
  expect(literalText(planted('src/site/X.tsx', `const x = <img alt="A tree" />`))).toHaveLength(1)
  expect(styleAttributes(planted('src/site/X.tsx', `const x = <p style="color:red" />`))).toHaveLength(1)
})

test('every language has every message, with the same values and its own plurals', () => {
  const english = messagesOf('en')
  for (const lang of Object.keys(interfaceLanguages))
    expect(unlike(lang, messagesOf(lang), english)).toEqual([])
  const source = new Map([['a.b', '{n, plural, one {# x} other {# xs}} {who}']])
  expect(unlike('fr', new Map(), source)).toHaveLength(1)
  expect(unlike('fr', new Map([['a.b', '{n, plural, one {# x} other {# xs}}']]), source)).toHaveLength(1)
  expect(unlike('ar', new Map([['a.b', '{n, plural, one {# x} other {# xs}} {who}']]), source)).toHaveLength(
    4,
  )
})

test('every message is asked for, by a key that is written out', () => {
  const english = messagesOf('en')
  const { asked, computed } = askedKeys(house, english)
  expect(computed).toEqual([])
  expect([...english.keys()].filter((key) => !asked.has(key))).toEqual([])
  expect(askedKeys(planted('src/site/x.ts', 't(`site.${x}`)'), english).computed).toHaveLength(1)
})

test('files stay small, and none only passes others on', () => {
  const code = house.filter((source) => !isTest(source) && source.path !== 'src/base/database/tables.ts')
  const lengths = code
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines)
  expect(lengths.filter(({ lines }) => lines > 250)).toEqual([])
  expect(lengths[Math.floor(lengths.length / 2)]!.lines).toBeLessThanOrEqual(80)
  expect(code.filter(({ path }) => /\/index\.tsx?$/.test(path))).toEqual([])
})

test('files are named in one way', () => {
  expect(wrongNames(house)).toEqual([])
  const named = (path: string, text = '') => wrongNames(planted(path, text))
  expect(named('src/places/placeNames.ts')).toHaveLength(1)
  expect(named('src/places/Names.ts')).toHaveLength(1)
  expect(named('src/site/homePages.tsx')).toHaveLength(1)
  expect(named('src/site/views/Home.tsx', 'export const home = 1')).toHaveLength(1)
  expect(named('src/site/views/Home.tsx', 'export function Home() {}')).toEqual([])
  expect(named('src/ui/jsx/jsx-runtime.ts')).toEqual([])
})

test('every room says what it is, and speaks of files and names that it has', () => {
  const all = readmes()
  expect(roomsWithout(all)).toEqual([])
  expect(unknownNames(all, house)).toEqual([])
  expect(all.filter(({ text }) => text.split('\n').length > 26).map(({ path }) => path)).toEqual([])
  const said = (words: string) => unknownNames(planted('src/places/README.md', words), house)
  expect(said('`place.ts` and `views/Chart.tsx` give `placeFor(viewer)`, `GivenPlace` and `NE`')).toEqual([])
  expect(said('`nowhere.ts`, `placeForgotten` and `NoSuchPart`')).toHaveLength(3)
})

test('the types of the tables are those of the migrations', async () => {
  const url = await freshDatabase(inject('server'), 'tables_drift')
  await migrate(url)
  expect(tablesOf(url)).toBe(readFileSync(tablesFile, 'utf8'))
})

/** Optional packages that some package of the lock file wants and the file does not have: `npm ci` refuses it. */
function wantedAndMissing(
  packages: Record<string, { optionalDependencies?: Record<string, string> }>,
): string[] {
  const there = Object.keys(packages)
  return Object.values(packages)
    .flatMap((one) => Object.keys(one.optionalDependencies ?? {}))
    .filter((name) => !there.some((path) => path.endsWith(`node_modules/${name}`)))
}

test('the lock file has what every machine needs, and no download addresses', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
  expect(wantedAndMissing(JSON.parse(text).packages)).toEqual([])
  expect(text).not.toContain('"resolved"')
  expect(wantedAndMissing({ a: { optionalDependencies: { 'b-for-windows': '1.0.0' } } })).toEqual([
    'b-for-windows',
  ])
})
