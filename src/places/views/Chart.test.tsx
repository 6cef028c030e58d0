import { expect, test } from 'vitest'
import { asReader } from '../../base/i18n/reader.ts'
import { url } from '../../ui/url.ts'
import { PointsMap } from './PointsMap.tsx'
import { WorldMap } from './WorldMap.tsx'

const niger = { m49: '562', lat: 17, lon: 9, name: 'Niger', href: url`/places/NE` }
const fiji = { m49: '242', lat: -17.8, lon: 178, name: 'Fiji', href: url`/places/FJ` }

test('a country is a link with its name and count, and stands in the list', () => {
  const html = String(<WorldMap shades={[{ ...niger, count: 12 }]} />)
  expect(html).toMatch(
    /<a href="\/places\/NE" tabindex="-1"><title>Niger: 12<\/title><path class="shade-4" d="M/,
  )
  expect(html).toMatch(/<ul class="columns"><li><a href="\/places\/NE">Niger<\/a>/)
})

test('the more, the darker; nothing is land, and no way', () => {
  const html = String(
    <WorldMap
      shades={[
        { ...niger, count: 40 },
        { ...fiji, count: 1 },
        { ...niger, m49: '566', name: 'Nigeria', count: 0 },
      ]}
    />,
  )
  expect(html).toContain('class="shade-4"')
  expect(html).toContain('class="shade-1"')
  expect(html).not.toContain('Nigeria')
})

test('a country too small to see is a circle where something is known', () => {
  const tuvalu = { m49: '798', lat: -8.5, lon: 179.2, name: 'Tuvalu', href: url`/places/TV` }
  expect(String(<WorldMap shades={[{ ...tuvalu, count: 1 }]} />)).toContain('<circle class="shade-1"')
  expect(String(<WorldMap shades={[{ ...tuvalu, count: 0 }]} />)).not.toContain('<circle')
})

test('points are links, the large ones under the small, and the same as a list', () => {
  const points = [
    { lat: 14.9, lon: 5.3, label: 'Tahoua', href: url`/places/NE-5`, count: 1 },
    { lat: 13.5, lon: 7.1, label: 'Maradi', href: url`/places/NE-4`, count: 16 },
  ]
  const html = String(<PointsMap points={points} />)
  expect(
    [...html.matchAll(/<title>(\w+): \d+<\/title><circle cx="\d+" cy="\d+" r="(\d+)"/g)].map(
      ([, name, r]) => [name, r],
    ),
  ).toEqual([
    ['Maradi', '17'],
    ['Tahoua', '10'],
  ])
  expect(html).toContain('<li><a href="/places/NE-5">Tahoua</a>')
  expect(String(<PointsMap points={points} listed />)).not.toContain('<details')
})

test('nothing in it needs script or a style of its own, and it reads in Arabic', () => {
  const html = asReader({ lang: 'ar', path: '/', query: new URLSearchParams(), saveData: false }, () =>
    String(<WorldMap shades={[{ ...niger, count: 3 }]} />),
  )
  expect(html).not.toMatch(/<style|<script| style=| on\w+=/)
  expect(html).toContain('المحتوى نفسه في قائمة')
})

test('no points are the world', () => {
  expect(String(<PointsMap points={[]} />)).toContain('viewBox="0 0 1000 445"')
})
