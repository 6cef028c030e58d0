import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Consulted, type Counted, fewest, tellable, told, ways } from './consulted.ts'

/** Every way in which so many people stand in these cells, at least one in each. */
function* partitions(total: number, cells: number): Generator<number[]> {
  if (cells === 1) return void (yield [total])
  for (let n = 1; n <= total - cells + 1; n++)
    for (const more of partitions(total - n, cells - 1)) yield [n, ...more]
}

const age = (counts: number[]): Counted => ({
  age: Object.fromEntries(counts.map((n, i) => [ways.age[i]!, n])),
})

test('whoever knows the rule too cannot work out a number that is hidden', () => {
  for (let cells = 1; cells <= 4; cells++)
    for (let total = Math.max(cells, fewest); total <= 30; total++) {
      const seen = new Map<string, number[][]>()
      for (const counts of partitions(total, cells)) {
        const key = JSON.stringify(told(age(counts)))
        seen.set(key, [...(seen.get(key) ?? []), counts])
      }
      for (const [key, all] of seen)
        Object.values((JSON.parse(key) as Consulted).age!).forEach((shown, i) => {
          if (shown === null)
            expect(new Set(all.map((counts) => counts[i])).size, `${key} of ${all[0]}`).toBeGreaterThan(1)
        })
    }
})

const count = fc.integer({ min: 0, max: 40 })
const counted: fc.Arbitrary<Counted> = fc.record(
  Object.fromEntries(
    Object.entries(ways).map(([way, names]) => [
      way,
      fc.record(Object.fromEntries(names.map((name) => [name, count])), { requiredKeys: [] }),
    ]),
  ),
  { requiredKeys: [] },
)

test('no number under five is told, what is told is what was counted, and it is what a record may hold', () => {
  fc.assert(
    fc.property(counted, (given) => {
      const said = told(given)
      if (!said) return
      Consulted.parse(said)
      // The next version tells what this one did.
      expect(tellable(said)).toEqual(said)
      expect(tellable(given)).toEqual(said)
      const numbers = [
        said.total,
        ...[said.sex, said.age, said.group].flatMap((cells) => Object.values(cells ?? {})),
      ]
      expect(numbers.filter((n) => typeof n === 'number' && n < fewest)).toEqual([])
      for (const cells of [said.sex, said.age, said.group]) {
        const all = Object.values(cells ?? {})
        // One alone would follow from the others.
        expect(all.filter((n) => n === null).length).not.toBe(1)
        if (all.length && !all.includes(null))
          expect(all.reduce<number>((a, b) => a + b!, 0)).toBe(said.total)
      }
    }),
  )
})

test('what is told, by example', () => {
  expect(told({})).toBeUndefined()
  expect(told({ sex: { women: 3 } })).toEqual({ total: null })
  expect(told({ sex: { women: 30, men: 20, other: 2 }, age: { 'under-25': 22, '25-59': 30 } })).toEqual({
    total: 52,
    sex: { women: 30, men: null, other: null },
    age: { 'under-25': 22, '25-59': 30 },
  })
  expect(told({ sex: { women: 12 }, group: { 'land-users': 20 } })).toEqual({
    total: 20,
    sex: { women: 12, other: 8 },
    group: { 'land-users': 20 },
  })
})
