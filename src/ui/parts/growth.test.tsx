import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asReader } from '../../base/i18n/reader.ts'
import { growthRings } from './growth.ts'
import { Rings } from './Rings.tsx'

test('the same community is always drawn alike, another one otherwise', () => {
  const people = [3, 8, 5]
  expect(growthRings('drylands', people, 18)).toEqual(growthRings('drylands', people, 18))
  expect(growthRings('drylands', people, 18)).not.toEqual(growthRings('census', people, 18))
})

const numbers = (path: string): number[] => path.match(/-?[\d.]+/g)!.map(Number)

test('one closed path a ring, inside the drawing, none touching the next', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.nat(5000), { minLength: 1, maxLength: 24 }), (seed, people) => {
      const rings = growthRings(seed, people, 18)
      expect(rings).toHaveLength(people.length)
      const reach = rings.map(({ path, width }) => {
        expect(path).toMatch(/^M[\d. ]+Q[\d. ]+T[\d. ]+Z$/)
        expect(path.split('M')).toHaveLength(2)
        const at = numbers(path)
        // The pairs after M and T lie on the line; the pair after Q is its first control point.
        const pairs = at.flatMap((x, i) =>
          i % 2 === 0 && i !== 2 ? [Math.hypot(x - 50, at[i + 1]! - 50)] : [],
        )
        expect(Math.max(...pairs) + width / 2).toBeLessThanOrEqual(50.5)
        return { least: pairs.map((r) => r - width / 2), most: pairs.map((r) => r + width / 2) }
      })
      reach.slice(1).forEach((ring, i) => {
        for (const [angle, least] of ring.least.entries())
          expect(least).toBeGreaterThan(reach[i]!.most[angle]! - 0.2)
      })
    }),
    { numRuns: 200 },
  )
})

test('the more people, the thicker the ring', () => {
  const [one, , many] = growthRings('x', [1, 10, 100], 18)
  expect(many!.width).toBeGreaterThan(one!.width * 2)
})

test('the drawing says its figures, in the reader’s language', () => {
  const said = String(<Rings seed="x" people={[3, 40, 12]} alive={true} size={66} />)
  expect(said).toContain('class="rings alive"')
  expect(said.match(/<path/g)).toHaveLength(3)
  expect(said).toContain(
    'Growth rings: 3 quarters, from 3 to 40 people a quarter, 12 people in the last one. Active now.',
  )
  const reader = { lang: 'ar', path: '/', query: new URLSearchParams(), saveData: false } as const
  const arabic = asReader(reader, () =>
    String(<Rings seed="x" people={[3, 40, 2]} alive={false} size={66} />),
  )
  expect(arabic).toContain('3 أرباع سنة')
  expect(arabic).toContain('وشخصان')
})
