import { found, refuse } from '../base/refusal.ts'
import { pick, type Shown } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { definitionOf } from '../instruments/editions.ts'
import { lookup } from '../instruments/lookup.ts'
import { namesIn, type Reading, readAnswers } from '../instruments/reading.ts'
import type { Names } from '../instruments/views/Value.tsx'
import { cardsNamed, namesFor } from './naming.ts'
import { type RecordVersion, recordFor } from './reading.ts'
import { type Asked, answersOf, type ComparedAnswer } from './setting.ts'
import { withinReach } from './thinning.ts'
import { withTranslations } from './translating/with-translations.ts'

/** One question, or one group that repeats, and what each record answers to it. */
export interface ComparedRow extends Asked {
  cells: (ComparedAnswer | undefined)[]
  differs: boolean
}

export interface Compared {
  record: RecordVersion
  /** In the language that its answers are read in too. */
  title: Shown
}

export interface Comparison {
  records: Compared[]
  /** They answer the same questionnaire, so that row by row means something. */
  comparable: boolean
  rows: ComparedRow[]
  names: Names
}

/** At most this many fit beside each other. */
const mostCompared = 4

/**
 * Two to four records, or versions of one (`ref@2`), question by question; only questions that one of
 * them answers. Refuses fewer than two and more than four.
 */
export async function compare(viewer: Viewer, wanted: string[], lang: string): Promise<Comparison> {
  if (wanted.length < 2 || wanted.length > mostCompared)
    refuse('invalid', 'records.compareHowMany', { most: mostCompared })
  const found = await Promise.all(wanted.map((one) => versionNamed(viewer, one)))
  const versions = found.map(withTranslations)
  const records = versions.map((record) => {
    const { original, texts } = record.content.title
    return { record, title: pick(texts, lang, original)! }
  })
  const comparable = new Set(versions.map(({ instrument }) => instrument)).size === 1
  if (!comparable) return { records, comparable, rows: [], names: {} }
  const definitions = await Promise.all(versions.map(({ editionId }) => definitionOf(editionId)))
  const read = versions.map(({ content: { answers, title } }, i) =>
    readAnswers(definitions[i]!, answers, lang, title.original),
  )
  const all: Reading = { sections: read.flatMap(({ sections }) => sections) }
  const cards = await cardsNamed(viewer, [...new Set(namesIn(all).records)])
  const order = definitions.flatMap((definition) => [...lookup(definition).asked.keys()])
  return {
    records,
    comparable,
    rows: inRows(
      read.map((one) => answersOf(withinReach(one, cards))),
      order,
    ),
    names: await namesFor(namesIn(all).places, cards, lang),
  }
}

/** `ref` or `ref@2`, and nothing that only begins so. */
function versionNamed(viewer: Viewer, wanted: string): Promise<RecordVersion> {
  const { ref, number } = found(/^(?<ref>[^@]+)(?:@(?<number>[1-9][0-9]{0,5}))?$/.exec(wanted)).groups!
  return recordFor(viewer, ref!, number === undefined ? undefined : Number(number))
}

/** What each has answered, set beside each other in the order in which it is asked. */
function inRows(answers: ComparedAnswer[][], order: string[]): ComparedRow[] {
  const place = new Map([...new Set(order)].map((slot, i) => [slot, i]))
  const asked = new Map(answers.flat().map((one) => [one.key, one]))
  return [...asked.values()]
    .sort((a, b) => place.get(a.first)! - place.get(b.first)!)
    .map(({ group: _, ...question }) => {
      const cells = answers.map((some) => some.find(({ key }) => key === question.key))
      return { ...question, cells, differs: new Set(cells.map(substance)).size > 1 }
    })
}

/** What was answered, apart from how its rows are numbered and whether it stands among translations. */
const substance = (cell: ComparedAnswer | undefined): string =>
  JSON.stringify(
    cell?.group.rows.map(({ answers }) => answers.map(({ slot, value }) => [slot, value])) ?? null,
    (name, value) => (name === 'away' ? undefined : value),
  )
