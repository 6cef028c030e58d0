import { reader } from '../base/i18n/reader.ts'
import { formatList, inReach, languageName, t } from '../base/i18n/t.ts'
import type { Shown } from '../base/text.ts'
import type { Card } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { cell, columnsOf, type dataCell } from '../instruments/columns.ts'
import type { Definition, Slot } from '../instruments/definition.ts'
import { definitionOf } from '../instruments/editions.ts'
import { currentVersions } from '../records/reading.ts'
import { withTranslations } from '../records/translating/with-translations.ts'
import { asSentence } from '../ui/sentence.ts'
import { nameOfKnowledge } from './kind-names.ts'

/** One column of a table of results: what it is called, and what it says of a thing. */
export interface TableColumn {
  label: string
  number: boolean
  of: (card: Card, answer: Answer) => Cell
}

/** What a thing answers to a question: in words for a page, bare for a file. */
type Answer = (slot: Slot, as: As) => Cell
type As = typeof cell | typeof dataCell

/** Words of ours, or an answer with the language it is in. */
export type Cell = string | Shown

export interface Tabulated {
  card: Card
  cells: Cell[]
}

const general = (): TableColumn[] => [
  { label: t('search.kind'), number: false, of: (card) => asSentence(card.kindName) },
  {
    label: t('search.places'),
    number: false,
    of: (card) => formatList((card.places ?? []).slice(0, 3), 'unit'),
  },
  {
    label: t('search.knowledge'),
    number: false,
    of: (card) => (card.knowledge ? nameOfKnowledge(card.knowledge) : ''),
  },
  {
    label: t('search.languages'),
    number: false,
    of: (card) => formatList((card.languages ?? []).map(languageName), 'unit'),
  },
]

/** The columns asked for of one questionnaire, else its own; without one, what everything has. */
export function columnsFor(definition: Definition | undefined, chosen: Slot[], as: As = cell): TableColumn[] {
  if (!definition) return general()
  return columnsOf(definition, reader().lang, chosen.length ? chosen : undefined).map(
    ({ slot, label, unit, number }) => ({
      label: unit ? `${label} (${unit})` : label,
      number,
      of: (_, answer) => answer(slot, as),
    }),
  )
}

/** A row for each card. One query for the answers; definitions are at hand. */
export async function tabulate(
  viewer: Viewer,
  cards: Card[],
  columns: TableColumn[],
  answered: boolean,
): Promise<Tabulated[]> {
  const records = answered
    ? (
        await currentVersions(
          viewer,
          cards.filter(({ kind }) => kind === 'record').map(({ id }) => id),
        )
      ).map(withTranslations)
    : []
  const answers = new Map<number, Answer>()
  for (const { thing, editionId, content } of records) {
    const definition = await definitionOf(editionId)
    answers.set(thing, (slot, as) =>
      as(definition, slot, content.answers, reader().lang, content.title.original),
    )
  }
  const none: Answer = () => ''
  return cards.map((card) => ({
    card,
    cells: columns.map(({ of }) => of(card, answers.get(card.id) ?? none)),
  }))
}

export const titleOf = (card: Card): string => inReach(card.title).text

export const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
