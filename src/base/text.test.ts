import { expect, test } from 'vitest'
import { isRef, newRef } from './ids.ts'
import { readJson } from './json.ts'
import { Lang, pick, Text } from './text.ts'

test('the best text for a reader: theirs, its plain form, the original, what most read, whatever there is', () => {
  const texts = { sw: 'habari', pt: 'notícias', fr: 'nouvelles', en: 'news' }
  expect(pick(texts, 'sw')?.lang).toBe('sw')
  expect(pick(texts, 'pt-BR')?.lang).toBe('pt')
  expect(pick(texts, 'am', 'sw')?.lang).toBe('sw')
  expect(pick(texts, 'am', 'ha')?.lang).toBe('en')
  expect(pick({ am: 'ዜና' }, 'fr')).toEqual({ lang: 'am', text: 'ዜና' })
  expect(pick({ fr: '', en: 'news' }, 'fr')?.lang).toBe('en')
  expect(pick({}, 'fr')).toBeUndefined()
  expect(pick(undefined, 'fr')).toBeUndefined()
})

test.each([
  ['en', true],
  ['zh-Hant', true],
  ['pt-BR', true],
  ['EN', false],
  ['english', false],
  ['e', false],
  ['en_GB', false],
  ['en-', false],
  ['__proto__', false],
  ['', false],
])('a language "%s" is %s', (tag, is) => {
  expect(Lang.safeParse(tag).success).toBe(is)
})

test('a text has one in the language it was written in', () => {
  expect(Text.safeParse({ original: 'sw', texts: { sw: 'habari' } }).success).toBe(true)
  expect(Text.safeParse({ original: 'sw', texts: { en: 'news' } }).success).toBe(false)
  expect(Text.safeParse({ original: 'sw', texts: { sw: 'habari', Bad_Tag: 'x' } }).success).toBe(false)
})

test('references are short, hold no letter that is read as another, and do not repeat', () => {
  const all = Array.from({ length: 2_000 }, newRef)
  expect(new Set(all).size).toBe(2_000)
  for (const ref of all) expect(ref).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/)
  expect(new Set(all.join('')).size).toBe(32)
  expect(['0000000000c1', 'short', '0000000000il', `${all[0]}\n`, ''].map(isRef)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('what is no JSON, or not in UTF-8, says where', () => {
  const read = (words: string | number[]) =>
    readJson(typeof words === 'string' ? new TextEncoder().encode(words) : new Uint8Array(words))
  expect(read('\ufeff{"a":1}')).toEqual({ json: { a: 1 } })
  expect(read('{"a":')).toEqual({ message: expect.stringContaining('it is not JSON') })
  expect(read([0x7b, 0x0a, 0x0a, 0xe9, 0x0a, 0x7d])).toEqual({
    message: 'it is not in UTF-8: line 3 cannot be read',
  })
  expect(read([])).toEqual({ message: expect.stringContaining('it is not JSON') })
})
