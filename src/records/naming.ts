import type { Ref } from '../base/ids.ts'
import { pick } from '../base/text.ts'
import type { Card } from '../base/things/kinds.ts'
import { namesIn, type Reading } from '../instruments/reading.ts'
import type { Names } from '../instruments/views/Value.tsx'
import { placesByCode } from '../places/places.ts'

/** The places and records that answers name; a record that is not among the cards keeps only its ref. */
export async function namesFor(reading: Reading, cards: Map<Ref, Card>, lang: string): Promise<Names> {
  return {
    places: await placesByCode(namesIn(reading).places),
    records: new Map(
      [...cards].map(([ref, { title, href }]) => [
        ref,
        { title: pick(title.texts, lang, title.original)!, href },
      ]),
    ),
  }
}
