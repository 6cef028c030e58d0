import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, outcomeOf, type Standing } from './merging.ts'

const at = (value: unknown, revision: number): Standing => ({ value, revision })
const change = (value: unknown, base: number): Change => ({ id: 'x', path: 'g/only/q', value, base })

test.each([
  ['nothing stands there', change('a', 0), undefined, 'kept'],
  ['it was read before it was changed', change('b', 3), at('a', 3), 'kept'],
  ['both say the same', change('a', 1), at('a', 3), 'same'],
  ['another changed it meanwhile', change('b', 1), at('a', 3), 'clash'],
  ['another cleared it meanwhile', change('b', 1), at(null, 3), 'kept'],
  ['it is cleared by whoever had not seen the change', change(null, 1), at('a', 3), 'same'],
  ['it is cleared by whoever had', change(null, 3), at('a', 3), 'kept'],
] as const)('%s', (_, sent, standing, outcome) => {
  expect(outcomeOf(sent, standing)).toBe(outcome)
})

test('whatever two people send in whatever order, every word either stands, was seen by who replaced it, or clashes', () => {
  const step = fc.record({
    who: fc.constantFrom(0, 1),
    path: fc.constantFrom('p', 'q'),
    words: fc.option(fc.string({ minLength: 1, maxLength: 3 }), { nil: null, freq: 4 }),
    reads: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const standing = new Map<string, Standing>()
      const seen = [new Map<string, number>(), new Map<string, number>()]
      const lost: string[] = []
      let revision = 0
      for (const { who, path, words, reads } of steps) {
        const mine = seen[who]!
        if (reads) for (const [name, one] of standing) mine.set(name, one.revision)
        const base = mine.get(path) ?? 0
        const before = standing.get(path)
        const outcome = outcomeOf({ id: '', path, value: words, base }, before)
        if (outcome !== 'kept') continue
        if (before?.value && before.revision > base) lost.push(`${before.value}`)
        standing.set(path, { value: words, revision: ++revision })
        mine.set(path, revision)
      }
      expect(lost).toEqual([])
    }),
  )
})
