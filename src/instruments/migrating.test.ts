import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivedOrKept } from '../../tests/support/instruments/migrated.ts'
import { answersFor, definitions } from '../../tests/support/instruments/random.ts'
import { checkAnswers } from './answers.ts'
import { inferOperations } from './inferring.ts'
import { migrateAnswers } from './migrating.ts'

const journey = fc
  .tuple(definitions, definitions)
  .chain(([last, next]) =>
    fc.record({ last: fc.constant(last), next: fc.constant(next), answers: answersFor(last) }),
  )

test('random answers arrive where they are to, or are kept with a reason: none is lost', () => {
  fc.assert(
    fc.property(journey, ({ last, next, answers }) => {
      const changes = [{ operations: inferOperations(last, next) }]
      const before = structuredClone(answers)
      const migrated = migrateAnswers(changes, last, next, answers)
      expect(answers).toEqual(before)
      expect(checkAnswers(next, migrated.answers).good).toEqual(migrated.answers)
      expect(arrivedOrKept(changes, last, answers, migrated)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('what did not change arrives as it was', () => {
  fc.assert(
    fc.property(
      definitions.chain((last) => fc.record({ last: fc.constant(last), answers: answersFor(last) })),
      ({ last, answers }) => {
        const { good } = checkAnswers(last, answers)
        expect(migrateAnswers([], last, last, good)).toEqual({ answers: good, kept: [] })
      },
    ),
  )
})
