import { expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { compute, computedOnce } from './compute.ts'

const definition = exampleDefinition()

test('a product row by row, a sum and a count over rows, a ratio of totals', () => {
  const { inputs, total } = compute(definition, exampleAnswers)
  expect(inputs!.map((row) => row.cost)).toEqual([25, 30])
  expect(total).toEqual([{ all: 55, rows: 2, an_area: 4.4 }])
})

test('what is not there is not made up', () => {
  const { inputs, total } = compute(definition, { inputs: [{ what: { en: 'x' }, many: 3 }] })
  expect(inputs![0]).not.toHaveProperty('cost')
  expect(total).toEqual([{ rows: 1 }])
  expect(compute(definition, { basics: [{ name: { en: 'x' } }] })).not.toHaveProperty('total')
})

test('nothing is divided by nought', () => {
  const { total } = compute(definition, { ...exampleAnswers, basics: [{ area: 0 }] })
  expect(total![0]).not.toHaveProperty('an_area')
})

test('what was stored in place of a total does not count, and nothing given is changed', () => {
  const given = { inputs: [{ many: 2, each: 0.1, cost: 999 }] }
  expect(compute(definition, given)).toMatchObject({ inputs: [{ cost: 0.2 }], total: [{ all: 0.2 }] })
  expect(given.inputs[0]!.cost).toBe(999)
})

test('binary fractions make no noise', () => {
  const { total } = compute(definition, {
    inputs: [
      { many: 1, each: 0.1 },
      { many: 1, each: 0.2 },
    ],
  })
  expect(total![0]!.all).toBe(0.3)
})

test('for a record it is made once', () => {
  expect(computedOnce(definition, exampleAnswers)).toBe(computedOnce(definition, exampleAnswers))
})
