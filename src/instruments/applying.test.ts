import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { definitions } from '../../tests/support/instruments/random.ts'
import { applyChanges } from './applying.ts'
import type { Change, Operation } from './changes.ts'
import type { Definition } from './definition.ts'
import { inferOperations } from './inferring.ts'
import { lookup } from './lookup.ts'
import { migrateAnswers } from './migrating.ts'

const last = exampleDefinition()
const changes = (...operations: Operation[]): Change[] => [{ note: { en: 'Why' }, operations }]
const applied = (...operations: Operation[]) => applyChanges(last, '2', changes(...operations))
const faultsOf = (...operations: Operation[]) => applied(...operations).faults

/** The new definition; throws where there is none. */
function after(...operations: Operation[]): Definition {
  const { definition, faults } = applied(...operations)
  if (!definition) throw new Error(JSON.stringify(faults))
  return definition
}
const migrated = (...operations: Operation[]) =>
  migrateAnswers(changes(...operations), last, after(...operations), exampleAnswers)

describe('operations', () => {
  test('a question is added, renamed, moved and removed where it is said', () => {
    const next = after(
      {
        op: 'add-question',
        group: 'basics',
        question: { id: 'soil', label: { en: 'Soil' }, type: 'text' },
        after: 'name',
      },
      { op: 'move-question', slot: 'basics/area', to: 'basics/extent' },
      { op: 'move-question', slot: 'basics/payer', to: 'total/payer', after: null },
      { op: 'remove-question', slot: 'basics/page' },
    )
    const ids = [...lookup(next).groups.get('basics')!.keys()]
    expect(ids.slice(0, 2)).toEqual(['name', 'soil'])
    expect(ids).not.toContain('page')
    expect([...lookup(next).groups.get('total')!.keys()][0]).toBe('payer')
    expect(next.columns).toContain('basics/extent')
    expect(next.edition).toBe('2')
    expect(JSON.stringify(next)).not.toContain('basics/area')
  })

  test('sections and groups are added, renamed, moved and removed', () => {
    const [first] = last.sections
    const next = after(
      { op: 'add-section', section: { id: 'new', title: { en: 'New' } }, after: null },
      { op: 'move-group', group: 'basics', to: 'new' },
      { op: 'rename-group', group: 'basics', to: 'ground' },
      { op: 'change-section', section: first!.id, set: { number: '9' } },
      { op: 'change-group', group: 'ground', set: { title: { en: 'The ground' } } },
    )
    expect(next.sections[0]).toMatchObject({
      id: 'new',
      groups: [{ id: 'ground', title: { en: 'The ground' } }],
    })
    expect(next.fills?.title).toBe('ground/name')
    expect(next.sections[1]).toMatchObject({ id: first!.id, number: '9' })
  })

  test('choices are renamed, merged, split, moved and removed, and the answers go with them', () => {
    const land: Operation[] = [
      { op: 'rename-choice', list: 'land', code: 'crops', to: 'cropland' },
      { op: 'change-choice', list: 'land', code: 'cropland', set: { label: { en: 'Crops' } } },
    ]
    expect(migrated(...land).answers.basics![0]).toMatchObject({ land: 'cropland' })
    const merged = migrated({ op: 'merge-choices', list: 'land', codes: ['wheat'], into: 'other' })
    expect(merged.answers.basics![0]!.lands).toEqual(['other'])
    expect(merged.kept).toEqual([])
    const split: Operation = {
      op: 'split-choice',
      list: 'land',
      code: 'wheat',
      into: [
        { code: 'hard', label: { en: 'Hard wheat' } },
        { code: 'soft', label: { en: 'Soft wheat' } },
      ],
    }
    expect(migrated({ ...split, answers: 'soft' }).answers.basics![0]!.lands).toEqual(['soft', 'other'])
    const undecided = migrated(split)
    expect(undecided.answers.basics![0]!.lands).toEqual(['other'])
    expect(undecided.kept).toEqual([
      { edition: last.edition, slot: 'basics/lands', answer: ['wheat'], why: 'choice' },
    ])
  })

  test('another unit, type or range converts what it can and keeps the rest', () => {
    const { answers, kept } = migrated(
      {
        op: 'change-question',
        slot: 'basics/area',
        set: { unit: 'm2', max: null },
        answers: { times: 10_000 },
      },
      { op: 'change-question', slot: 'basics/began', set: { when: null } },
      {
        op: 'change-question',
        slot: 'basics/steep',
        set: { type: 'choice', list: 'steps' },
        answers: { codes: { yes: 'high', no: 'low' } },
      },
      { op: 'change-question', slot: 'basics/land', set: { type: 'choices' }, answers: 'same' },
      { op: 'change-question', slot: 'basics/year', set: { max: 2000 } },
      { op: 'change-question', slot: 'basics/price', set: { type: 'text' }, answers: 'kept' },
    )
    expect(answers.basics![0]).toMatchObject({ area: 125_000, steep: 'high', land: ['crops'] })
    expect(kept.map(({ slot, why, answer }) => [slot, why, answer])).toEqual([
      ['basics/year', 'fit', 2019],
      ['basics/price', 'apart', { amount: 40, currency: 'XOF' }],
    ])
  })

  test('what is not asked any more under the other answers is kept as it was given', () => {
    const { answers, kept } = migrated({
      op: 'change-question',
      slot: 'basics/page',
      set: { when: { slot: 'basics/land', is: 'forest' } },
    })
    expect(answers.basics![0]).not.toHaveProperty('page')
    expect(kept).toEqual([
      { edition: last.edition, slot: 'basics/page', answer: 'https://example.org/stones', why: 'asked' },
    ])
  })

  test('rows that there is no room for are kept with their row', () => {
    const { answers, kept } = migrated({
      op: 'change-group',
      group: 'inputs',
      set: { repeat: { min: 0, max: 1 } },
    })
    expect(answers.inputs).toHaveLength(1)
    expect(kept.map(({ slot, row, why }) => [slot, row, why])).toEqual([
      ['inputs/what', 'r2', 'rows'],
      ['inputs/many', 'r2', 'rows'],
      ['inputs/each', 'r2', 'rows'],
    ])
  })
})

describe('faults', () => {
  const remove: Operation = { op: 'remove-question', slot: 'basics/page' }
  const relabel = (words: string): Operation => ({
    op: 'change-question',
    slot: 'basics/page',
    set: { label: { en: words } },
  })
  const at = (message: RegExp | string, index = 0) => [
    { place: `changes[0] > operations[${index}]`, message: expect.stringMatching(message) },
  ]
  test.each<[what: string, operations: Operation[], fault: ReturnType<typeof at>]>([
    [
      'a question that is not there',
      [{ op: 'remove-question', slot: 'basics/nothing' }],
      at('^there is no question basics/nothing$'),
    ],
    [
      'a group that is not there',
      [{ op: 'remove-group', group: 'nothing' }],
      at('group “nothing” does not exist'),
    ],
    [
      'a section that is not there',
      [{ op: 'remove-section', section: 'nothing' }],
      at('section “nothing” does not exist'),
    ],
    [
      'a list that is not there',
      [{ op: 'remove-list', list: 'nothing' }],
      at('list “nothing” does not exist'),
    ],
    [
      'a code that is not there',
      [{ op: 'remove-choice', list: 'land', code: 'x' }],
      at('“x” is not in the list land'),
    ],
    [
      'a neighbour that is not there',
      [{ op: 'move-question', slot: 'basics/page', after: 'x' }],
      at('“x” is not among'),
    ],
    [
      'changed after it was removed',
      [remove, relabel('A')],
      at(/^basics\/page is there no longer: changes\[0\] > operations\[0\] removed it$/, 1),
    ],
    ['removed after it was changed', [relabel('A'), remove], at('was changed by an operation before', 1)],
    ['two labels for one question', [relabel('A'), relabel('B')], at('says it already', 1)],
    [
      'two moves of one question',
      [
        { op: 'move-question', slot: 'basics/page', after: null },
        { op: 'move-question', slot: 'basics/page' },
      ],
      at('says it already', 1),
    ],
    [
      'a question that is there already',
      [{ op: 'move-question', slot: 'basics/page', to: 'basics/name' }],
      at('stands twice'),
    ],
    [
      'another type without a fate',
      [{ op: 'change-question', slot: 'basics/page', set: { type: 'text' } }],
      at('say under answers what becomes of the answers'),
    ],
    [
      'a section into itself',
      [{ op: 'move-section', section: last.sections[0]!.id, in: last.sections[0]!.id }],
      at('cannot become a part of itself'),
    ],
  ])('%s', (_, operations, fault) => {
    expect(faultsOf(...operations)).toEqual(fault)
  })

  test('the new definition is checked whole: a condition on what was removed names its place', () => {
    const { definition, faults } = applied({ op: 'remove-question', slot: 'basics/land' })
    expect(definition).toBeUndefined()
    expect(faults.map(({ message }) => message)).toContain('there is no question basics/land')
  })
})

describe('whatever the two definitions are', () => {
  const two = fc.tuple(definitions, definitions)

  test('the operations found between them make the one of the other', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const { definition, faults } = applyChanges(a, b.edition, [{ operations: inferOperations(a, b) }])
        expect(faults).toEqual([])
        expect(definition).toEqual(b)
      }),
    )
  })

  test('every slot of the last edition has one fate', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const { fates } = applyChanges(a, b.edition, [{ operations: inferOperations(a, b) }])
        expect(fates.map(({ slot }) => slot).sort()).toEqual([...lookup(a).asked.keys()].sort())
      }),
    )
  })
})
