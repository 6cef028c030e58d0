import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../tests/support/instruments/example.ts'
import type { Answers, At } from './answer.ts'
import { applies, isAsked } from './conditions.ts'
import type { Condition } from './definition.ts'
import { lookup } from './lookup.ts'

const answers: Answers = {
  one: [{ code: 'a', codes: ['a', 'b'], yes: false, number: 0, text: { en: 'x' }, empty: [] }],
  many: [
    { id: 'r1', number: 1 },
    { id: 'r2', number: 5, code: 'b' },
  ],
}

test.each<[Condition, boolean]>([
  [{ slot: 'one/code', is: 'a' }, true],
  [{ slot: 'one/code', is: 'b' }, false],
  [{ slot: 'one/codes', is: 'b' }, true],
  [{ slot: 'one/yes', is: false }, true],
  [{ slot: 'one/yes', is: true }, false],
  [{ slot: 'one/yes', answered: true }, true],
  [{ slot: 'one/number', is: 0 }, true],
  [{ slot: 'one/number', below: 1 }, true],
  [{ slot: 'one/number', above: 0 }, false],
  [{ slot: 'one/number', above: -1, below: 1 }, true],
  [{ slot: 'one/text', answered: true }, true],
  [{ slot: 'one/empty', answered: true }, false],
  [{ slot: 'one/none', answered: true }, false],
  [{ slot: 'none/none', above: 0 }, false],
  [{ not: { slot: 'none/none', is: 'a' } }, true],
  [{ slot: 'many/number', above: 4 }, true],
  [{ slot: 'many/code', is: 'b' }, true],
  [
    {
      any: [
        { slot: 'one/code', is: 'b' },
        { slot: 'many/code', is: 'b' },
      ],
    },
    true,
  ],
  [
    {
      all: [
        { slot: 'one/code', is: 'a' },
        { slot: 'many/code', is: 'c' },
      ],
    },
    false,
  ],
])('%j is %s', (condition, holds) => {
  expect(applies(condition, answers)).toBe(holds)
})

test('a question of the same group is looked up in the same row', () => {
  const [first, second] = answers.many!
  expect(applies({ slot: 'many/number', above: 4 }, answers, { group: 'many', row: first! })).toBe(false)
  expect(applies({ slot: 'many/number', above: 4 }, answers, { group: 'many', row: second! })).toBe(true)
  expect(applies({ slot: 'many/number', above: 4 }, answers, { group: 'one', row: first! })).toBe(true)
})

test('a question is asked where its sections, its group and it itself apply', () => {
  const each = lookup(exampleDefinition()).asked.get('inputs/each')!
  const asks = (given: Answers) => isAsked(each, given, { group: 'inputs', row: given.inputs![0]! })
  expect(asks(exampleAnswers)).toBe(true)
  expect(asks({ ...exampleAnswers, inputs: [{ many: 0 }] })).toBe(false)
  expect(asks({ ...exampleAnswers, basics: [{ land: 'forest' }] })).toBe(false)
})

describe('on random conditions and answers', () => {
  const slot = fc.constantFrom('a/x', 'a/y', 'b/x')
  const value = fc.oneof(fc.constantFrom('p', 'q'), fc.boolean(), fc.integer({ min: 0, max: 3 }))
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.record({ slot, is: value }),
      fc.record({ slot, answered: fc.constant(true as const) }),
      fc.record({ slot, above: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ not: tie('condition') }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    ),
  }))
  const row = fc.dictionary(
    fc.constantFrom('x', 'y'),
    fc.oneof(value, fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 })),
  )
  const given = fc.record({
    a: fc.array(row, { minLength: 1, maxLength: 3 }),
    b: fc.array(row, { maxLength: 1 }),
  })

  /** The same said as plainly as can be: go over every cell there is. */
  function naive(one: Condition, all: Answers, at: At): boolean {
    if ('any' in one) return one.any.map((part) => naive(part, all, at)).includes(true)
    if ('all' in one) return !one.all.map((part) => naive(part, all, at)).includes(false)
    if ('not' in one) return !naive(one.not, all, at)
    let holds = false
    for (const [group, rows] of Object.entries(all))
      for (const each of rows)
        for (const [id, answer] of Object.entries(each)) {
          if (`${group}/${id}` !== one.slot || (group === at.group && each !== at.row)) continue
          const values = Array.isArray(answer) ? answer : [answer]
          if ('answered' in one) holds ||= values.length > 0
          else if ('is' in one) holds ||= values.some((each) => each === one.is)
          else
            holds ||= typeof answer === 'number' && answer > (one.above ?? -1) && answer < (one.below ?? 99)
        }
    return holds
  }

  test('a naive model comes to the same', () => {
    fc.assert(
      fc.property(condition, given, fc.nat(2), (one, all, i) => {
        const at = { group: 'a', row: all.a[i % all.a.length]! }
        expect(applies(one, all, at)).toBe(naive(one, all, at))
      }),
      { numRuns: 2000 },
    )
  })
})
