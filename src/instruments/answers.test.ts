import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { answersFor, definitions } from '../../tests/support/instruments/random.ts'
import type { Answers } from './answer.ts'
import { checkAnswers } from './answers.ts'

const definition = exampleDefinition()
const basics = exampleAnswers.basics[0]!

test('a good answer to every type of question passes, and is kept as it is', () => {
  expect(checkAnswers(definition, exampleAnswers)).toEqual({ good: exampleAnswers, faults: [] })
})

/** Answers that do not fit their question: what is said, with where it stands. */
test.each<[question: string, answer: unknown, message: RegExp]>([
  ['name', 'Stone lines', /words by language/],
  ['name', { english: 'x' }, /words by language/],
  ['name', { en: '  ' }, /words by language/],
  ['name', { en: 'x'.repeat(41) }, /longer than 40 characters/],
  ['page', 'example.org', /beginning with https/],
  ['page', 'javascript:alert(1)', /beginning with https/],
  ['steep', 'yes', /true or false/],
  ['area', '12', /should be a number/],
  ['area', -1, /should be 0 or more/],
  ['area', 1001, /should be 1,000 or less/],
  ['area', 1.25, /at most 1 decimal/],
  ['year', 2000.5, /no decimals/],
  ['year', 3000, /should be 20\d\d or less/],
  ['price', { amount: 3 }, /an amount and a currency/],
  ['price', { amount: -3, currency: 'XOF' }, /should be 0 or more/],
  ['began', '31/05/2019', /a year, a month or a day/],
  ['began', '2019-02-30', /a year, a month or a day/],
  ['land', 'sea', /“sea” is not in the list land/],
  ['land', ['crops'], /one code of its list/],
  ['lands', 'crops', /a list of codes/],
  ['lands', ['crops', 'crops'], /names a code twice/],
  ['lands', ['crops', 'wheat', 'forest'], /at most 2/],
  ['best', ['plan', 'rest'], /“rest” is not in the list tasks/],
  ['slope', 'none', /“none” is not in the list steps/],
  ['who', { plan: 'never' }, /“never” is not in the list steps/],
  ['who', { rest: 'low' }, /column’s code for each row’s code|“rest” is not in the list tasks/],
  ['where', 'Niger', /the code of a place/],
  ['map', { type: 'Point', coordinates: [14.9, 95] }, /GeoJSON, longitude before latitude/],
  ['teller', { organisation: 'Union' }, /should be a name/],
  ['payer', 'Union', /should be a name/],
  ['after', { ref: 'x' }, /the ref of a record/],
  ['paper', 'plan.pdf', /should name a file/],
  ['picture', { file: 'a.jpg', caption: 'x' }, /should name a file/],
  ['figures', [{ what: 'millet', weight: 3 }], /rows of its columns/],
])('%s answered with %j is a fault', (question, answer, message) => {
  const { good, faults } = checkAnswers(definition, {
    ...exampleAnswers,
    basics: [{ ...basics, [question]: answer }],
  })
  const fault = faults.find(({ slot }) => slot === `basics/${question}`)!
  expect(fault).toMatchObject({ place: `basics row 1, ${question}`, row: 1 })
  expect(fault.message).toMatch(message)
  expect(good.basics![0]).not.toHaveProperty(question)
  expect(good.basics![0]).toHaveProperty('figures' === question ? 'page' : 'figures')
})

describe('what is around answers', () => {
  test.each<[what: string, answers: unknown, place: string, message: RegExp]>([
    ['not an object', [], 'the whole file', /object of groups/],
    ['a group that is not there', { other: [{}] }, 'other', /no such group/],
    ['rows that are none', { basics: {} }, 'basics', /a list of rows/],
    ['a row that is none', { basics: ['x'] }, 'basics row 1, ', /a row is an object/],
    ['a question that is not there', { basics: [{ size: 1 }] }, 'basics row 1, size', /no such question/],
    ['two rows where one is asked', { basics: [{}, {}] }, 'basics', /has 2 rows, only 1 is asked for/],
    ['a stored total', { total: [{ all: 3 }] }, 'total row 1, all', /is computed, and not stored/],
    ['the id of another row', { inputs: [{ id: 'r1' }, { id: 'r1' }] }, 'inputs row 2, id', /no other row’s/],
    ['a required answer missing', {}, 'basics row 1, name', /needs an answer/],
  ])('%s is a fault', (_, answers, place, message) => {
    const fault = checkAnswers(definition, answers).faults.find((one) => one.place === place)
    expect(fault?.message).toMatch(message)
  })

  test('too few rows are a fault where they are asked for', () => {
    const least = exampleDefinition(
      (d) => (d.sections[1]!.sections![0]!.groups![0]!.repeat = { min: 3, max: 5 }),
    )
    expect(checkAnswers(least, exampleAnswers).faults).toMatchObject([
      { place: 'inputs', message: 'has 2 rows, at least 3 are asked for' },
    ])
    expect(checkAnswers(least, { basics: [{ name: { en: 'x' } }] }).faults).toEqual([])
  })

  test('what was not asked is left out, and with it what depends on it', () => {
    const { good, faults } = checkAnswers(definition, {
      basics: [{ ...basics, steep: false, land: 'forest' }],
      inputs: exampleAnswers.inputs,
    })
    expect(good.inputs).toBeUndefined()
    expect(good.basics![0]).not.toHaveProperty('began')
    expect(faults).toHaveLength(7)
    expect(faults[0]).toMatchObject({
      place: 'basics row 1, began',
      message: 'was not asked under the other answers',
    })
  })
})

describe('on random definitions', () => {
  const cases = definitions.chain((one) => fc.tuple(fc.constant(one), answersFor(one)))

  test('random answers that fit pass and are kept as they are', () => {
    fc.assert(
      fc.property(cases, ([one, answers]) => {
        expect(checkAnswers(one, answers)).toEqual({ good: answers, faults: [] })
      }),
      { numRuns: 300 },
    )
  })

  test('whatever is given, the good part has no further fault', () => {
    const anything = fc.dictionary(
      fc.constantFrom('g0', 'g1', 'x'),
      fc.array(fc.dictionary(fc.constantFrom('q0', 'q1', 'id'), fc.anything()), { maxLength: 4 }),
    )
    fc.assert(
      fc.property(definitions, anything, (one, answers) => {
        const { good } = checkAnswers(one, answers)
        expect(checkAnswers(one, good as Answers)).toEqual({ good, faults: [] })
      }),
      { numRuns: 300 },
    )
  })
})
