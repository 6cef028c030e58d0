import { expect, test } from 'vitest'
import { rowsPaired } from './rows-paired.ts'
import { countWords, cutShort, wordsBetween } from './word-differences.ts'

const told = (before: string, after: string, lang = 'en') =>
  wordsBetween({ [lang]: before }, { [lang]: after })[0]!
    .pieces.map(({ is, text }) => (is === 'same' ? text : is === 'gone' ? `[-${text}-]` : `[+${text}+]`))
    .join('')

test('words are told apart as each language parts them, and neighbours are one change', () => {
  expect(told('The old stone wall fell down', 'The new brick wall fell down')).toBe(
    'The [-old stone-][+new brick+] wall fell down',
  )
  expect(told('الجسور أرض تصنعها السيول', 'الجسور أرض صنعتها السيول', 'ar')).toBe(
    'الجسور أرض [-تصنعها-][+صنعتها+] السيول',
  )
  expect(told('石を並べて土を守る', '石を積んで土を守る', 'ja')).toContain('土を守る')
  expect(told('', 'New')).toBe('[+New+]')
  expect(told('Gone by now', '')).toBe('[-Gone by now-]')
  expect(told('One thing the committee did', 'Of another village the story is told')).toBe(
    '[-One thing the committee did-][+Of another village the story is told+]',
  )
})

test('long stretches that stayed are cut short, and words that changed are counted', () => {
  const [{ pieces } = { pieces: [] }] = wordsBetween(
    { en: `${'stays '.repeat(300)}old end` },
    { en: `${'stays '.repeat(300)}new end` },
  )
  expect(countWords(pieces, 'en')).toBe(2)
  expect(cutShort(pieces).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(250)
})

test('rows are the same that say the same, whatever they are called', () => {
  const [a, b] = [
    { id: 'r1', x: 'a' },
    { id: 'r2', x: 'b' },
  ]
  expect(
    rowsPaired(
      [a, b],
      [
        { id: 'r1', x: 'new' },
        { id: 'r2', x: 'a' },
        { id: 'r3', x: 'b' },
      ],
    ),
  ).toMatchObject([{ after: { x: 'new' }, before: undefined, at: 0 }, { at: 1 }, { at: 2 }])
  expect(rowsPaired([a, b], [{ id: 'r2', x: 'c' }])).toEqual([
    { before: b, after: { id: 'r2', x: 'c' }, at: 0 },
    { before: a, at: 0 },
  ])
  expect(rowsPaired([{ x: 'a' }, { x: 'b' }], [{ x: 'a' }, { x: 'c' }])[1]).toEqual({
    before: { x: 'b' },
    after: { x: 'c' },
    at: 1,
  })
})
