import { expect, test } from 'vitest'
import { asReader } from '../../base/i18n/reader.ts'
import { url } from '../url.ts'
import { Pager } from './Pager.tsx'

const address = (page: number) => url`/search?page=${page}`
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('in the middle there is a page before and after', () => {
  const html = String(<Pager page={2} size={20} total={312} address={address} />)
  expect(words(html)).toBe('Previous 21–40 of 312 Next')
  expect(html).toContain('rel="prev" href="/search?page=1"')
  expect(html).toContain('rel="next" href="/search?page=3"')
})

test.each([
  [1, 12, 'Previous', false, '1–12 of 12'],
  [16, 312, 'Next', false, '301–312 of 312'],
  [1, 10_000, 'Next', true, '1–20 of 10,000'],
])('page %i of %i', (page, total, way, there, range) => {
  const said = words(String(<Pager page={page} size={20} total={total} address={address} />))
  expect(said.includes(way)).toBe(there)
  expect(said).toContain(range)
})

test('of nothing there is nothing to say', () => {
  expect(String(<Pager page={1} size={20} total={0} address={address} />)).toBe('')
})

test('more than were counted', () => {
  expect(String(<Pager page={1} size={20} total={10_000} beyond address={address} />)).toContain(
    '1–20 of more than 10,000',
  )
})

test('in French figures are French', () => {
  const reader = { lang: 'fr', path: '/', query: new URLSearchParams(), saveData: false } as const
  expect(
    asReader(reader, () => words(String(<Pager page={1} size={20} total={1200} address={address} />))),
  ).toMatch(/^1–20 sur 1\s200 Suivant$/)
})
