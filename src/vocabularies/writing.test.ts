import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyVocabulary } from '../../tests/support/any-vocabulary.ts'
import { readVocabulary } from './reading.ts'
import { toJsonLd, toTurtle } from './writing.ts'

test('a vocabulary written as Turtle or JSON-LD and read again is the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyVocabulary, async (vocabulary) => {
      const turtle = await readVocabulary(Buffer.from(await toTurtle(vocabulary)), { name: 'any.ttl' })
      expect(turtle).toEqual({ vocabulary, faults: [], whole: true })
      const jsonLd = await readVocabulary(Buffer.from(JSON.stringify(toJsonLd(vocabulary))), {
        name: 'any.jsonld',
      })
      expect(jsonLd).toEqual({ vocabulary, faults: [], whole: true })
    }),
    { numRuns: 150 },
  )
})
