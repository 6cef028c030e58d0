import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outside, url, withQuery } from './url.ts'

test('what is put into an address cannot leave its place in it', () => {
  expect(url`/records/${'a/b?c#d'}/${'é"<'}`).toBe('/records/a%2Fb%3Fc%23d/%C3%A9%22%3C')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const address = new URL(url`/records/${text}x`, 'https://baobab.example')
      expect(address.origin).toBe('https://baobab.example')
      expect(address.search + address.hash).toBe('')
    }),
  )
})

test('half a surrogate is written as the mark of what cannot be read', () => {
  expect(url`/topics/${'\ud800'}`).toBe('/topics/%EF%BF%BD')
})

test('a query is kept, changed, repeated and taken away', () => {
  const query = new URLSearchParams('q=stone lines&page=3')
  expect(withQuery(url`/search`, query, { page: undefined, kind: ['story', 'lesson'] })).toBe(
    '/search?q=stone+lines&kind=story&kind=lesson',
  )
  expect(withQuery(url`/search?q=a`, new URLSearchParams(), { lang: 'ar' })).toBe('/search?q=a&lang=ar')
  expect(withQuery(url`/search`, new URLSearchParams('q=1'), { q: undefined })).toBe('/search')
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  '/records',
  'vbscript:x',
  '//evil.example',
  '',
])('%s is nobody’s address', (value) => expect(outside(value)).toBeUndefined())
test.each(['https://wocat.net/en/', 'http://example.org', 'mailto:a@example.org'])('%s is', (value) =>
  expect(outside(value)).toBe(value),
)
