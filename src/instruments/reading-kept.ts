import type { Lang } from '../base/text.ts'
import type { Why } from './carrying.ts'
import { definitionOf, editionFor } from './editions.ts'
import type { Kept } from './migrating.ts'
import { type ReadAnswer, readAlone } from './reading.ts'

/** An answer of an earlier edition as it is read, and why the present one has no place for it. */
export interface ReadKept extends ReadAnswer {
  edition: string
  why: Why
}

/** The kept answers of a record in the words of the editions they were given to; hidden ones stay so. */
export async function readKept(
  instrument: string,
  kept: Kept[],
  lang: Lang,
  original: Lang,
): Promise<ReadKept[]> {
  const found: ReadKept[] = []
  for (const [edition, some] of Map.groupBy(kept, (one) => one.edition)) {
    const known = await editionFor(instrument, edition)
    if (!known) continue
    const definition = await definitionOf(known.id)
    for (const { slot, answer, why } of some) {
      const read = readAlone(definition, slot, answer, lang, original)
      if (read) found.push({ ...read, edition, why })
    }
  }
  return found
}
