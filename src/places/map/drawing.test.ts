import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { around, aroundRegion, type Drawing, world } from './drawing.ts'

interface Country {
  code: string
  m49: string
  parent: string | string[]
  lat: number
  lon: number
}
const countries: Country[] = JSON.parse(readFileSync('packs/common/world/countries.json', 'utf8'))
const country = (code: string): Country => countries.find((one) => one.code === code)!
const within = (parent: string): Country[] => countries.filter((one) => [one.parent].flat().includes(parent))

type Point = [x: number, y: number]

/** The rings of path data: a start and steps. */
function rings(path: string): Point[][] {
  return path
    .split('M')
    .slice(1)
    .map((ring) => {
      const numbers = ring.match(/-?\d+/g)!.map(Number)
      let [x, y] = [0, 0]
      return Array.from(
        { length: numbers.length / 2 },
        (_, i): Point => [(x += numbers[2 * i]!), (y += numbers[2 * i + 1]!)],
      )
    })
}

const extent = (path: string) => {
  const points = rings(path).flat()
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

/** Even-odd: a ray to the right meets the borders an odd number of times. */
function holds(path: string, [x, y]: Point): boolean {
  let inside = false
  for (const ring of rings(path))
    for (const [i, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(i + 1) % ring.length]!
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  return inside
}

const areaOf = (path: string): number =>
  rings(path).reduce(
    (sum, ring) =>
      sum +
      Math.abs(
        ring.reduce(
          (twice, [x, y], i) =>
            twice + x * ring[(i + 1) % ring.length]![1] - y * ring[(i + 1) % ring.length]![0],
          0,
        ),
      ) /
        2,
    0,
  )

const bytes = ({ shapes }: Drawing): number => [...shapes.values()].join('').length

describe('the world', () => {
  test('is light, and drawn once', () => {
    expect(world().shapes.size).toBeGreaterThan(165)
    expect(bytes(world())).toBeLessThan(22_000)
    expect(world()).toBe(world())
  })

  test('every country lies where it is, and none is turned inside out', () => {
    const drawing = world()
    const seen = countries.filter(({ m49 }) => drawing.shapes.has(m49) && !drawing.tiny.has(m49))
    expect(seen.length).toBeGreaterThan(120)
    for (const one of seen) {
      const path = drawing.shapes.get(one.m49)!
      expect(holds(path, drawing.at(one)!), one.code).toBe(true)
      expect(areaOf(path), one.code).toBeLessThan(30_000)
    }
  })

  test('paths are whole numbers and nothing else', () => {
    for (const path of world().shapes.values()) expect(path).toMatch(/^(M-?\d+[ -]\d+l[-\d ]+z)+$/)
  })
})

describe('a map zoomed to its place', () => {
  test.each(['NE', 'FR', 'CL', 'GM', 'LS', 'RU', 'US', 'NZ', 'FJ'])(
    '%s fills it, with what lies around',
    (code) => {
      const drawing = around([country(code)])
      const { left, right, top, bottom } = extent(drawing.shapes.get(country(code).m49)!)
      expect(drawing.shapes.size).toBeGreaterThan(1)
      expect(Math.max((right - left) / drawing.width, (bottom - top) / drawing.height)).toBeGreaterThan(
        ['FJ', 'NZ'].includes(code) ? 0.1 : ['GM', 'LS'].includes(code) ? 0.3 : 0.6,
      )
      expect(bytes(drawing)).toBeLessThan(15_000)
    },
  )

  test('France is shown without Guiana, which has a page of its own', () => {
    expect(around([country('FR')]).at({ lat: 4, lon: -53 })).toBeUndefined()
  })

  test('West Africa is not made small by an island far out', () => {
    const drawing = aroundRegion(within('011'))
    expect(drawing.at(country('SH'))).toBeUndefined()
    for (const code of ['NE', 'CV', 'SN', 'NG']) expect(drawing.at(country(code)), code).toBeDefined()
  })

  test('what reaches around the globe is shown on the world', () => {
    expect(around([country('FJ'), country('HT'), country('MV')])).toBe(world())
    expect(around([country('AQ')])).toBe(world())
  })

  test('spots fill a map too, and one alone still shows where it is', () => {
    const drawing = around([{ lat: 14.89, lon: 5.27 }])
    expect(drawing.at({ lat: 14.89, lon: 5.27 })).toEqual([360, expect.closeTo(drawing.height / 2, -1)])
    expect(drawing.shapes.size).toBeGreaterThan(3)
  })

  test('Somalia is drawn whole', () => {
    const somalia = around([country('SO')])
    expect(holds(somalia.shapes.get('706')!, somalia.at({ lat: 9.6, lon: 45.5 })!)).toBe(true)
  })
})
