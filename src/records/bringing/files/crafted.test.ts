import { expect, test } from 'vitest'
import { effortOf } from '../../../../tests/support/effort.ts'
import { delimitedRows } from './delimited.ts'
import { lineFinder } from './finding-lines.ts'
import { cutBibtex, cutJson } from './pieces.ts'

/** So large that what grows with its square would be waited for. */
const many = 60_000

test.each<[string, () => unknown]>([
  ['braces far in', () => cutJson(`\n${' '.repeat(many)}{${'\n{'.repeat(many)}`)],
  [
    'as many shared words as entries',
    () =>
      cutBibtex(
        Array.from({ length: many / 10 }, (_, i) => `@string{w${i} = "x"}\n@misc{a${i}, title = {A}}\n`).join(
          '',
        ),
      ),
  ],
  ['one long line', () => lineFinder(`${'<'.repeat(many)}${'a '.repeat(many)}`)('a')],
])('a file made to take forever is read in a moment: %s', async (_, read) => {
  expect(await effortOf(read)).toBeLessThan(2_000)
})

test('shared words go with the entries that name them, and with no others', () => {
  const text =
    '@string{jan = "January"}\n@string{pub = {Sahel}}\n@misc{a, month = JAN # " 1"}\n@misc{b, title = {pub}}'
  expect(cutBibtex(text).map(({ text: piece }) => piece.includes('January'))).toEqual([true, false])
  expect(cutBibtex(text).map(({ text: piece }) => piece.includes('Sahel'))).toEqual([false, false])
})

test('rows that cannot be read cost no more where there are many, and those between them are read', async () => {
  const rows = 'A 5" pipe,NE\r\nA ditch,NE\r\n'
  const few = await delimitedRows(`Title,Place\r\n${rows.repeat(3)}`, ',')
  expect(few.lines.map(({ line, fault, given }) => [line, fault !== undefined, given])).toEqual([
    [2, true, []],
    [3, false, ['A ditch', 'NE']],
    [4, true, []],
    [5, false, ['A ditch', 'NE']],
    [6, true, []],
    [7, false, ['A ditch', 'NE']],
  ])
  const wide = `${'x'.repeat(2_000)},NE\n`
  const many = `Title,Place\n${'A 5" pipe,NE\n'.repeat(2_000)}${wide.repeat(8_000)}`
  const effort = await effortOf(async () =>
    expect((await delimitedRows(many, ',')).lines).toHaveLength(10_000),
  )
  expect(effort).toBeLessThan(12_000)
})
