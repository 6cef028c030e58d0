import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changed, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { answersFor, definitions } from '../../tests/support/instruments/random.ts'
import { checkAnswers } from './answers.ts'
import { checkDefinition } from './check.ts'
import type { Definition, Group, Question } from './definition.ts'
import { extensionFaults } from './extending.ts'
import { lookup } from './lookup.ts'

const base = exampleDefinition()
const group = (d: Definition, id: string): Group =>
  lookup(d).parts.find((part) => part.group.id === id)!.group
const ask = (d: Definition, id: string, of = 'basics'): Question =>
  group(d, of).questions.find((one) => one.id === id)!

/** What is said of an extension that does this. */
const said = (change: (d: Definition) => unknown): string[] =>
  extensionFaults(changed(change), base).map(({ place, message }) => `${place}: ${message}`)

describe('an extension may', () => {
  test.each<[string, (d: Definition) => unknown]>([
    [
      'ask more',
      (d) => group(d, 'basics').questions.push({ id: 'soil', label: { en: 'Soil' }, type: 'text' }),
    ],
    ['leave a question out', (d) => group(d, 'basics').questions.splice(2, 1)],
    ['offer fewer choices', (d) => d.lists.land!.pop()],
    ['leave a step of a scale out', (d) => d.lists.steps!.splice(1, 1)],
    ['narrow a range', (d) => Object.assign(ask(d, 'area'), { min: 1, max: 10, decimals: 0 })],
    ['ask for fewer rows', (d) => Object.assign(group(d, 'inputs'), { repeat: { min: 0, max: 2 } })],
    [
      'translate and say it otherwise',
      (d) => Object.assign(ask(d, 'area').label, { fr: 'Surface', en: 'How large' }),
    ],
    ['turn choices that have no order round', (d) => d.lists.land!.reverse()],
  ])('%s', (_, change) => {
    expect(said(change)).toEqual([])
  })
})

describe('an extension may not', () => {
  test.each<[string, (d: Definition) => unknown, slot: string, message: RegExp]>([
    [
      'change a type',
      (d) => Object.assign(ask(d, 'page'), { type: 'text' }),
      'page',
      /is a text, and a link/,
    ],
    ['change a unit', (d) => Object.assign(ask(d, 'area'), { unit: 'm2' }), 'area', /“m2”, and in “ha”/],
    ['add a code', (d) => d.lists.land!.push({ code: 'sea', label: { en: 'Sea' } }), 'land', /offers “sea”/],
    [
      'change what a code counts as',
      (d) => Object.assign(d.lists.steps![0]!, { value: 9 }),
      'slope',
      /“low” counts as/,
    ],
    ['turn a scale round', (d) => d.lists.steps!.reverse(), 'slope', /in another order/],
    ['turn the rows of a matrix round', (d) => d.lists.tasks!.reverse(), 'who', /in another order/],
    [
      'add a row to a matrix',
      (d) => d.lists.tasks!.push({ code: 'sow', label: { en: 'Sow' } }),
      'who',
      /offers “sow”/,
    ],
    [
      'compute otherwise',
      (d) => Object.assign(ask(d, 'cost', 'inputs'), { computed: { sum: 'inputs/many' } }),
      'cost',
      /computed otherwise/,
    ],
    [
      'let its group not repeat',
      (d) => Reflect.deleteProperty(group(d, 'inputs'), 'repeat'),
      'what',
      /repeats in one/,
    ],
    [
      'ask for more rows',
      (d) => Object.assign(group(d, 'inputs'), { repeat: { min: 0, max: 9 } }),
      'what',
      /repeat allows more/,
    ],
    ['lower the least', (d) => Object.assign(ask(d, 'area'), { min: -1 }), 'area', /min allows more/],
    ['raise the most', (d) => Reflect.deleteProperty(ask(d, 'area'), 'max'), 'area', /max allows more/],
    [
      'allow more decimals',
      (d) => Object.assign(ask(d, 'area'), { decimals: 3 }),
      'area',
      /decimals allows more/,
    ],
    [
      'allow longer words',
      (d) => Object.assign(ask(d, 'name'), { maxLength: 50 }),
      'name',
      /maxLength allows more/,
    ],
    [
      'allow more choices',
      (d) => Object.assign(ask(d, 'lands'), { maxChoices: 3 }),
      'lands',
      /maxChoices allows more/,
    ],
    [
      'name other kinds',
      (d) => Object.assign(ask(d, 'after'), { kinds: ['story'] }),
      'after',
      /kinds allows more/,
    ],
    [
      'change a column',
      (d) => Object.assign(ask(d, 'figures').columns![1]!, { unit: 'g' }),
      'figures',
      /column “much”/,
    ],
  ])('%s', (_, change, id, message) => {
    const found = said(change).find((one) => one.includes(`question ${id}: `))
    expect(found).toMatch(message)
    expect(found).toMatch(/^section /)
  })
})

test('what an extension without a fault takes, the questionnaire it extends takes too', () => {
  const narrowed = fc.tuple(definitions, fc.integer({ min: 0, max: 2 })).chain(([standard, drop]) => {
    const json = structuredClone(standard)
    json.lists.list!.splice(drop, 1)
    for (const { questions } of json.sections[0]!.groups!)
      for (const one of questions) {
        if (one.type === 'number') one.max = 50
        delete one.when
      }
    const { definition } = checkDefinition(json)
    const plain = structuredClone(standard)
    for (const { questions } of plain.sections[0]!.groups!) for (const one of questions) delete one.when
    return fc.record({
      standard: fc.constant(plain),
      extension: fc.constant(definition!),
      answers: answersFor(plain),
    })
  })
  fc.assert(
    fc.property(narrowed, ({ standard, extension, answers }) => {
      expect(extensionFaults(extension, standard)).toEqual([])
      const { good } = checkAnswers(extension, answers)
      expect(checkAnswers(standard, good).faults).toEqual([])
    }),
  )
})
