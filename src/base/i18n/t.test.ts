import { expect, test } from 'vitest'
import { asReader, direction, type InterfaceLanguage, isInterfaceLanguage } from './reader.ts'
import { formatDate, formatList, formatNumber, inReach, label, languageName, t, tRich } from './t.ts'

const to = <T>(lang: InterfaceLanguage, work: () => T): T =>
  asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, work)

test('each reader is spoken to in their language, with its own plurals', () => {
  const wait = (lang: InterfaceLanguage, seconds: number) => to(lang, () => t('base.tooMany', { seconds }))
  expect(wait('en', 1)).toContain('1 second.')
  expect(wait('en', 2)).toContain('2 seconds.')
  expect(wait('fr', 0)).toContain('0 seconde.')
  expect(
    new Set([0, 1, 2, 3, 11, 100].map((seconds) => wait('ar', seconds).replace(/[\d\u0660-\u0669]+/g, '#')))
      .size,
  ).toBe(5)
})

test('words can stand around parts, in the order of the language', () => {
  const said = tRich<{ b: unknown[] }>('base.failed', { request: 'abc' })
  expect(said.join('')).toContain('abc')
})

test('dates keep the precision they were given', () => {
  expect(
    to('en', () => ['2024', '2024-05', '2024-05-31', new Date('2024-05-31T23:59:59Z')].map(formatDate)),
  ).toEqual(['2024', 'May 2024', 'May 31, 2024', 'May 31, 2024'])
  expect(to('fr', () => formatDate('2024-05-31'))).toBe('31 mai 2024')
})

test('numbers, lists and languages are written as each language does', () => {
  expect(to('en', () => formatNumber(1234.5))).toBe('1,234.5')
  expect(to('fr', () => formatNumber(1234.5))).toMatch(/^1\s234,5$/)
  expect(to('en', () => formatList(['a', 'b', 'c']))).toBe('a, b, and c')
  expect(to('en', () => formatList(['a', 'b', 'c'], 'unit'))).toBe('a, b, c')
  expect(to('ar', () => formatList(['a', 'b', 'c'], 'unit'))).toBe('a، وb، وc')
  expect(to('fr', () => languageName('ar'))).toBe('arabe')
  expect(to('ar', () => languageName('kri'))).toBe('Krio')
})

test('a number that brings marks of direction leaves the figures after it alone', () => {
  const share = (lang: InterfaceLanguage) => to(lang, () => formatNumber(0.94, { style: 'percent' }))
  expect(share('en')).toBe('94%')
  expect(share('ar')).toMatch(/^\u2068.*94.*\u2069$/)
})

test('a language tag that no standard knows is its own name', () => {
  for (const tag of ['en-us-gb', 'zz-1', 'x', '', 'pt_BR']) expect(() => languageName(tag)).not.toThrow()
  expect(languageName('en-us-gb')).toBe('en-us-gb')
  expect(languageName('qaa')).toBe('qaa')
})

test('a text is shown in the best language there is', () => {
  const text = { original: 'sw', texts: { sw: 'habari', fr: 'nouvelles' } }
  expect(to('fr', () => inReach(text))).toEqual({ lang: 'fr', text: 'nouvelles' })
  expect(to('ar', () => inReach(text))).toEqual({ lang: 'sw', text: 'habari' })
  expect(to('ar', () => label({ pt: 'notícias' }))).toBe('notícias')
  expect(label(undefined)).toBe('')
})

test('languages of ours are those, whatever else an object has', () => {
  expect(['en', 'ar', 'toString', '__proto__', 'EN', ''].map(isInterfaceLanguage)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect(['ar', 'ur-PK', 'en', 'fa'].map(direction)).toEqual(['rtl', 'rtl', 'ltr', 'rtl'])
})
