import { reader } from '../base/i18n/reader.ts'
import type { Text } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { definitionsOf } from '../instruments/editions.ts'
import { answersIn, namesIn, type ReadAnswer, readAnswers } from '../instruments/reading.ts'
import type { Names } from '../instruments/views/Value.tsx'
import { site } from '../ui/site.ts'
import { citation } from './citing.ts'
import { namesFor } from './naming.ts'
import { currentVersions } from './reading.ts'
import { withinReach, without } from './thinning.ts'
import { withTranslations } from './translating/with-translations.ts'

/** A record whole, for a page among others: its answers in order, how to cite it, what its group asks for. */
export interface ShortReading {
  answers: ReadAnswer[]
  names: Names
  cite: string
  conditions: Text | null
}

/** So many characters fill two sheets of paper. */
const longest = 6_000
/** So many are read at a time: each may hold hundreds of answers. */
const together = 100

/**
 * Those of these records, by their ids, whose answers are short enough to stand in full beside others; the
 * first hundred are looked at. Other records that they name go without a link. Two queries.
 */
export async function shortReadings(viewer: Viewer, ids: number[]): Promise<Map<number, ShortReading>> {
  const { lang } = reader()
  const records = (await currentVersions(viewer, ids.slice(0, together))).map(withTranslations)
  const definitions = await definitionsOf(records.map(({ editionId }) => editionId))
  const short = new Map<number, ShortReading>()
  for (const record of records) {
    const definition = definitions.get(record.editionId)!
    const { answers, title, consent } = record.content
    const said = [definition.fills?.title, definition.fills?.summary]
    const reading = withinReach(
      without(readAnswers(definition, answers, lang, title.original), said),
      new Map(),
    )
    const all = answersIn(reading.sections).filter(({ value }) => value.kind !== 'image')
    if (JSON.stringify(all).length > longest) continue
    const names = await namesFor(namesIn(reading).places, new Map(), lang)
    const conditions = consent?.conditions ?? null
    short.set(record.thing, { answers: all, names, cite: citation(record, site()), conditions })
  }
  return short
}
