import { type Lang, pick, type Shown } from '../base/text.ts'
import type { Answers } from './answer.ts'
import type { Definition, QuestionType, Slot } from './definition.ts'
import { slotLabel } from './facets.ts'
import { type Asked, lookup } from './lookup.ts'
import { answersTo } from './reading.ts'
import { apart, inWords, languageOf } from './words.ts'

export interface ColumnOf {
  slot: Slot
  label: string
  /** The title of the outermost section it is asked in. */
  section: string
  type: QuestionType
  unit?: string
  /** Figures, set to the end. */
  number: boolean
}

/** Every question whose answers may be read, in order: what a table can show and two records share. */
export const slotsOf = (definition: Definition, lang: Lang): ColumnOf[] =>
  [...lookup(definition).asked.values()]
    .filter(({ question }) => !question.hidden)
    .map((asked) => columnOf(definition, asked, lang))

/** The columns of a result table, unless the reader chooses: the definition's, else its facets. */
export function columnsOf(definition: Definition, lang: Lang, chosen?: Slot[]): ColumnOf[] {
  const { asked } = lookup(definition)
  const slots = chosen ?? definition.columns ?? definition.facets?.slice(0, 6) ?? []
  return slots.flatMap((slot) => {
    const one = asked.get(slot)
    return one && !one.question.hidden ? [columnOf(definition, one, lang)] : []
  })
}

const columnOf = (definition: Definition, { slot, question, sections }: Asked, lang: Lang): ColumnOf => ({
  slot,
  label: pick(slotLabel(definition, slot), lang, definition.languages[0])?.text ?? slot,
  section: pick(sections[0]?.title, lang, definition.languages[0])?.text ?? '',
  type: question.type,
  unit: question.unit,
  number: question.type === 'number' || question.type === 'computed',
})

/**
 * What a record answers to a question, in words of one line, with the language they are in: where it
 * is not translated, `original`, the record's own. No words where it does not answer.
 */
export function cell(
  definition: Definition,
  slot: Slot,
  answers: Answers,
  lang: Lang,
  original?: Lang,
): Shown {
  const values = answersTo(definition, slot, answers, lang, original).map(({ value }) => value)
  const langs = new Set(values.map((value) => languageOf(value) ?? lang))
  return { lang: langs.size === 1 ? [...langs][0]! : lang, text: apart(values.map(inWords)) }
}

/**
 * The same for a file of data: numbers bare, days as ISO 8601, codes of places, refs of records
 * without a title; words as in `cell`.
 */
export const dataCell = (
  definition: Definition,
  slot: Slot,
  answers: Answers,
  lang: Lang,
  original?: Lang,
): string =>
  answersTo(definition, slot, answers, lang, original)
    .map(({ value }) => {
      if (value.kind === 'number') return String(value.number)
      if (value.kind === 'date') return value.day
      if (value.kind === 'place') return value.code
      if (value.kind === 'record') return value.title ?? value.ref ?? value.address ?? ''
      if (value.kind === 'money') return `${value.amount} ${value.currency}`
      return inWords(value)
    })
    .join('; ')
