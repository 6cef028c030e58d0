import { expect, test } from 'vitest'
import { Refusal } from '../base/refusal.ts'
import { askedIn, chosenIn, searchUrl, toggled, withoutChoices } from './address.ts'

const asked = (query: string) => askedIn(new URL(`http://x/search?${query}`).searchParams)
const canonical = (query: string) => searchUrl(asked(query))

test('one search has one address, whatever the order it was asked in', () => {
  expect(canonical('kind=story&q=soil&kind=lesson&place=ne&view=list&sort=best&page=1')).toBe(
    '/search?kind=lesson&kind=story&place=NE&q=soil',
  )
  expect(canonical('q=soil&q=soil&kind=&f.g%2Fq=b&f.g%2Fq=a')).toBe('/search?f.g%2Fq=a&f.g%2Fq=b&q=soil')
  expect(canonical('')).toBe('/search')
})

test('nonsense counts as not said', () => {
  expect(canonical('page=-3')).toBe('/search')
  expect(canonical('page=1e9')).toBe('/search')
  expect(canonical('page=999999999')).toBe('/search?page=10000')
  expect(canonical('page=two&view=hologram&sort=random&utm_source=x&f.=1')).toBe('/search')
  expect(canonical('q=%00%01soil%00')).toBe('/search?q=soil')
  expect(canonical('q=%E0%A4%A')).toBe('/search?q=%25A')
  expect(canonical('kind=%00')).toBe('/search')
  expect(canonical('q=a&q=b')).toBe('/search?q=a+b')
  expect(canonical(`kind=${'x'.repeat(300)}`)).toBe('/search')
})

test('too much is refused in words', () => {
  expect(() => asked(`q=${'x'.repeat(501)}`)).toThrow(Refusal)
  expect(() => asked(Array.from({ length: 61 }, (_, i) => `kind=k${i}`).join('&'))).toThrow(Refusal)
})

test('a choice is made, taken away and leads back to the first page', () => {
  const before = asked('q=soil&page=3&kind=story')
  const lesson = { list: 'kind' as const, value: 'lesson' }
  expect(searchUrl(toggled(before, lesson))).toBe('/search?kind=lesson&kind=story&q=soil')
  expect(searchUrl(toggled(toggled(before, lesson), lesson))).toBe('/search?kind=story&q=soil')
  const answer = { list: { slot: 'g/q' }, value: 'a' }
  expect(searchUrl(toggled(before, answer))).toBe('/search?f.g%2Fq=a&kind=story&q=soil')
  expect(chosenIn(withoutChoices(toggled(before, answer)))).toEqual([])
  expect(toggled(toggled(before, answer), { list: 'instrument', value: 'x' }).answers).toEqual({})
})
