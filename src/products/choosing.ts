import type { Definition } from '../instruments/definition.ts'
import { type Asked, lookup } from '../instruments/lookup.ts'
import type { ReadAnswer, Reading, ReadSection } from '../instruments/reading.ts'
import { inWords } from '../instruments/words.ts'
import type { Measure } from './audiences.ts'
import { shortened } from './shortening.ts'

/**
 * What of a reading this audience reads. Its questionnaire says what matters: first what belongs in a
 * brief, then what everybody must answer, then what was told at length, until the room is full.
 */
export function chosen(reading: Reading, definition: Definition, measure: Measure): ReadAnswer[] {
  const { asked } = lookup(definition)
  const units = unitsIn(reading.sections)
    .map((answers) => ({
      answers: answers.filter((one) => isFor(one, measure)),
      weight: Math.max(
        isSteps(answers, measure) ? 2 : 0,
        ...answers.map((one) => weightOf(one, asked.get(one.slot), measure)),
      ),
    }))
    .filter(({ answers, weight }) => weight > 0 && answers.length > 0)
    .sort((a, b) => b.weight - a.weight)
  const kept: ReadAnswer[] = []
  let room = measure.room
  for (const { answers } of units) {
    const takes = answers.reduce((sum, one) => sum + sizeOf(one, measure), 0)
    if (takes > room) continue
    room -= takes
    kept.push(...answers)
  }
  return kept
}

/** What is kept or left out together: all of a group that repeats, for half of the steps mislead; else an answer. */
const unitsIn = (sections: ReadSection[]): ReadAnswer[][] =>
  sections.flatMap(({ groups, sections: within }) => [
    ...groups.flatMap(({ repeats, rows }) => {
      const answers = rows.flatMap((row) => row.answers)
      return repeats ? [answers] : answers.map((one) => [one])
    }),
    ...unitsIn(within),
  ])

/** Several rows that begin with words and say little more: what is done one after the other, or a list. */
function isSteps(answers: ReadAnswer[], { table }: Measure): boolean {
  const columns = new Set(answers.map(({ slot }) => slot)).size
  return answers.length > columns && columns <= table.columns && answers[0]!.value.kind === 'words'
}

/** What a line takes besides its letters. */
const line = 30

const sizeOf = ({ label, value }: ReadAnswer, { text }: Measure): number =>
  line + (label?.text.length ?? 0) + Math.min(text, inWords(value).length)

/** Where it is, and whom to ask, is on the page of the record; the head says already what is at a glance. */
function isFor({ value, glance }: ReadAnswer, { table }: Measure): boolean {
  if (glance) return false
  if (value.kind === 'table') return value.rows.length <= table.rows && value.columns.length <= table.columns
  return !['image', 'file', 'geometry', 'person', 'link'].includes(value.kind)
}

/** So many letters are a text, however short it was asked for. */
const told = 60

function weightOf({ type, value }: ReadAnswer, asked: Asked | undefined, { spoken }: Measure): number {
  if (!asked) return 0
  const isTold = value.kind === 'words'
  if (asked.question.brief) return 4
  if (asked.question.required) return type === 'longtext' ? 3 : isTold || !spoken ? 2 : 0
  return isTold && (type === 'longtext' || value.words.text.length >= told) ? 1 : 0
}

/** The reading with these answers only, long ones cut to what is read. */
export function narrowedTo(reading: Reading, kept: ReadAnswer[], { text }: Measure): Reading {
  const keep = new Set(kept)
  const cut = (answer: ReadAnswer): ReadAnswer => {
    const { value } = answer
    if (value.kind !== 'words') return answer
    const { lang } = value.words
    return {
      ...answer,
      value: { ...value, words: { ...value.words, text: shortened(value.words.text, text, lang) } },
    }
  }
  const narrow = (sections: Reading['sections']): Reading['sections'] =>
    sections.flatMap((section) => {
      const groups = section.groups.flatMap((group) => {
        const rows = group.rows
          .map((row) => ({ ...row, answers: row.answers.filter((one) => keep.has(one)).map(cut) }))
          .filter(({ answers }) => answers.length > 0)
        return rows.length ? [{ ...group, rows }] : []
      })
      const within = narrow(section.sections)
      return groups.length + within.length ? [{ ...section, groups, sections: within }] : []
    })
  return { sections: narrow(reading.sections) }
}
