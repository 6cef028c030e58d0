import type { Lang, Shown } from '../base/text.ts'
import { type Answers, type At, isAnswered, type Row } from './answer.ts'
import { computedOnce } from './compute.ts'
import { applies, isAsked } from './conditions.ts'
import type { Definition, Group, QuestionType, Section, Slot } from './definition.ts'
import { type Asked, type Lookup, lookup } from './lookup.ts'
import { type Languages, labelled, readValue, type Value, type Written } from './values.ts'

/** Answers as they are read: only what is answered and applies, in the order of the definition. */
export interface Reading {
  sections: ReadSection[]
}
export interface ReadSection {
  id: string
  number?: string
  title: Shown
  groups: ReadGroup[]
  sections: ReadSection[]
}
export interface ReadGroup {
  id: string
  title?: Shown
  repeats: boolean
  numbered: boolean
  rows: { id?: string; answers: ReadAnswer[] }[]
}
export interface ReadAnswer {
  slot: Slot
  type: QuestionType
  /** What it is the answer to; a question alone in its group may go without. */
  label?: Shown
  value: Value
  /** It stands in the first lines of a record too. */
  glance?: true
}

/**
 * Reads answers in a language: labels fall back to the language of the definition, what people wrote
 * to `original` (the language of the record), then to English, then to any. Computed answers are made.
 */
export function readAnswers(definition: Definition, answers: Answers, lang: Lang, original?: Lang): Reading {
  const reader: Reader = {
    found: lookup(definition),
    answers: computedOnce(definition, answers),
    languages: languagesFor(definition, answers, lang, original),
  }
  return { sections: definition.sections.flatMap((section) => readSection(section, reader)) }
}

function languagesFor(definition: Definition, answers: Answers, wanted: Lang, original?: Lang): Languages {
  const mixed = [...lookup(definition).asked.values()].some(
    ({ group, question }) =>
      writes.has(question.type) &&
      answers[group.id]?.some(
        (row) => isAnswered(row[question.id]) && wanted in (row[question.id] as object),
      ),
  )
  return { wanted, original, definition: definition.languages[0]!, mixed }
}

const writes = new Set<QuestionType>(['text', 'longtext'])

interface Reader {
  found: Lookup
  answers: Answers
  languages: Languages
}

function readSection(section: Section, reader: Reader): ReadSection[] {
  if (section.when && !applies(section.when, reader.answers)) return []
  const groups = (section.groups ?? []).flatMap((group) => readGroup(group, reader))
  const sections = (section.sections ?? []).flatMap((one) => readSection(one, reader))
  if (groups.length + sections.length === 0) return []
  const title = labelled(section.title, reader.languages) ?? { lang: 'und', text: '' }
  const only = sections.length === 1 && groups.length === 0 ? sections[0]! : undefined
  // A section that holds nothing but one of the same name, or of none, says it once.
  if (only && (only.title.text === title.text || only.title.text === ''))
    return [{ ...only, id: section.id, number: section.number, title }]
  return [{ id: section.id, number: section.number, title, groups, sections }]
}

function readGroup(group: Group, reader: Reader): ReadGroup[] {
  const rows = (reader.answers[group.id] ?? []).flatMap((row) => {
    const answers = readRow(group, row, reader)
    return answers.length ? [{ id: row.id as string | undefined, answers }] : []
  })
  if (rows.length === 0) return []
  const title = labelled(group.title, reader.languages)
  const said = rows[0]!.answers[0]!.label?.text.toLowerCase()
  return [
    {
      id: group.id,
      // The title of a group is often the label of its first question.
      ...(title && title.text !== '' && title.text.toLowerCase() !== said && { title }),
      repeats: group.repeat !== undefined,
      numbered: group.numbered ?? false,
      rows,
    },
  ]
}

function readRow(group: Group, row: Row, { found, answers, languages }: Reader): ReadAnswer[] {
  const at: At = { group: group.id, row }
  const shown = group.questions.flatMap((question) => {
    const asked = found.groups.get(group.id)?.get(question.id)
    const here = asked?.question === question && !question.hidden && isAnswered(row[question.id])
    return here && isAsked(asked, answers, at) ? [asked] : []
  })
  const saidBy = (other: Asked): Asked | undefined =>
    shown.find(
      (one) => other.question.otherFor?.includes(one.question.id) && canSayOther.has(one.question.type),
    )
  return shown
    .filter((one) => !saidBy(one))
    .map((one) => {
      const others = shown.filter((other) => saidBy(other) === one)
      return readAnswer(
        one,
        row[one.question.id],
        languages,
        others.map((other) => wordsOf(other, row, languages)),
      )
    })
}

const canSayOther = new Set<QuestionType>(['choice', 'choices', 'ranking', 'scale'])

function wordsOf(asked: Asked, row: Row, languages: Languages): Written {
  const value = readValue(asked, row[asked.question.id], languages)
  return value.kind === 'words' ? value.words : { lang: 'und', text: String(row[asked.question.id]) }
}

function readAnswer(asked: Asked, answer: unknown, languages: Languages, other: Written[] = []): ReadAnswer {
  const { question, slot } = asked
  const label = labelled(question.labelRead, languages) ?? labelled(question.label, languages)
  return {
    slot,
    type: question.type,
    ...(label && { label }),
    value: readValue(asked, answer, languages, other),
    ...(question.glance && { glance: true as const }),
  }
}

/** The answers to a slot, one for each row that has one and in which it is asked. */
export function answersTo(
  definition: Definition,
  slot: Slot,
  answers: Answers,
  lang: Lang,
  original?: Lang,
): ReadAnswer[] {
  const asked = lookup(definition).asked.get(slot)
  if (!asked) return []
  const filled = computedOnce(definition, answers)
  const languages = languagesFor(definition, answers, lang, original)
  return (filled[asked.group.id] ?? [])
    .filter(
      (row) => isAnswered(row[asked.question.id]) && isAsked(asked, filled, { group: asked.group.id, row }),
    )
    .map((row) => readAnswer(asked, row[asked.question.id], languages))
}

/** One answer by itself, whether or not it is asked now; nothing for a slot that is not there or is hidden. */
export function readAlone(
  definition: Definition,
  slot: Slot,
  answer: unknown,
  lang: Lang,
  original?: Lang,
): ReadAnswer | undefined {
  const asked = lookup(definition).asked.get(slot)
  if (!asked || asked.question.hidden) return undefined
  const answers = { [asked.group.id]: [{ [asked.question.id]: answer }] }
  return readAnswer(asked, answer, languagesFor(definition, answers, lang, original))
}

/** What stands in the first lines of a record. */
export const glance = (definition: Definition, answers: Answers, lang: Lang, original?: Lang): ReadAnswer[] =>
  [...lookup(definition).asked.values()]
    .filter(({ question }) => question.glance && !question.hidden)
    .flatMap(({ slot }) => answersTo(definition, slot, answers, lang, original))

/** So many answers are read in a minute: who reads on has the first lines in mind still. */
const fewAnswers = 24

/** A reading as it stands below its first lines: of few answers, what those said is not said again. */
export function belowGlance({ sections }: Reading): Reading {
  if (answersIn(sections).length > fewAnswers) return { sections }
  return { sections: sections.flatMap(withoutGlance) }
}

function withoutGlance(section: ReadSection): ReadSection[] {
  const groups = section.groups.flatMap((group) => {
    const rows = group.rows
      .map((row) => ({ ...row, answers: row.answers.filter(({ glance }) => !glance) }))
      .filter(({ answers }) => answers.length > 0)
    return rows.length ? [{ ...group, rows }] : []
  })
  const sections = section.sections.flatMap(withoutGlance)
  return groups.length + sections.length ? [{ ...section, groups, sections }] : []
}

/** Every answer of a reading, in order. */
export const answersIn = (sections: ReadSection[]): ReadAnswer[] =>
  sections.flatMap(({ groups, sections: within }) => [
    ...groups.flatMap(({ rows }) => rows.flatMap((row) => row.answers)),
    ...answersIn(within),
  ])

/** Where in a reading words come from people or places elsewhere: the codes and refs to name. */
export function namesIn(
  reading: Reading,
  besides: ReadAnswer[] = [],
): { places: string[]; records: string[] } {
  const values = [...answersIn(reading.sections), ...besides].map(({ value }) => value)
  return {
    places: values.flatMap((value) => (value.kind === 'place' ? value.code : [])),
    records: values.flatMap((value) => (value.kind === 'record' && value.ref ? value.ref : [])),
  }
}
