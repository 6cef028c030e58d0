import { label, t } from '../../base/i18n/t.ts'
import type { Labels } from '../../base/text.ts'
import type { Definition, QuestionType, Slot } from '../../instruments/definition.ts'
import { slotLabel } from '../../instruments/facets.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import { plainWords } from './plain.ts'

/** What a column can give of a questionnaire: an answer, or as `group/question/part` a part of one. */
export interface QuestionTarget {
  value: string
  slot: Slot
  part?: string
  /** What the part is called, where the questionnaire says it. */
  label?: Labels
}

/** Types whose answers stand in no cell: files come by themselves, and totals are made. */
const beyondCells = new Set<QuestionType>(['file', 'image', 'computed'])

const asksFor = ({ question }: Asked): boolean => !question.hidden && !beyondCells.has(question.type)

/** Everything that columns can give, in the order it is asked. */
export const questionTargets = (definition: Definition): QuestionTarget[] =>
  [...lookup(definition).asked.values()].filter(asksFor).flatMap((asked) => {
    const { slot } = asked
    const parts = partsAsked(asked).map(({ part, label }) => ({
      value: `${slot}/${part}`,
      slot,
      part,
      label,
    }))
    // A matrix has no cell of its own: each of its rows has one.
    return asked.question.type === 'matrix' ? parts : [{ value: slot, slot }, ...parts]
  })

/** The questions that a file of rows cannot answer, because files do. */
export const questionsForFiles = (definition: Definition): Slot[] =>
  [...lookup(definition).asked.values()]
    .filter(({ question }) => !question.hidden && (question.type === 'file' || question.type === 'image'))
    .map(({ slot }) => slot)

/** A row of a matrix, a column of a table (rows of a table in rows of a group have no columns), a side of a point. */
function partsAsked({ question, group, rows }: Asked): { part: string; label?: Labels }[] {
  switch (question.type) {
    case 'matrix':
      return [...(rows?.values() ?? [])].map(({ code, label }) => ({ part: code, label }))
    case 'table':
      return group.repeat ? [] : (question.columns ?? []).map(({ id, label }) => ({ part: id, label }))
    case 'geometry':
      return [{ part: 'lat' }, { part: 'lon' }]
    default:
      return []
  }
}

/** Which slot a target speaks of, and which part of its answer. */
export function slotOf(target: string): { slot: Slot; part?: string } {
  const [group, question, part] = target.split('/')
  return { slot: `${group}/${question}`, part }
}

/** How the sides of a point are called in tables, in several languages. */
const sides: Record<string, string[]> = {
  lat: ['lat', 'latitude', 'latitud', 'خط العرض', 'широта'],
  lon: ['lon', 'lng', 'long', 'longitude', 'longitud', 'خط الطول', 'долгота'],
}

/** What a part is called to the reader. */
export function partName({ part, label: labels }: QuestionTarget): string {
  if (labels) return label(labels) || part!
  return part === 'lat' ? t('imports.latitude') : t('imports.longitude')
}

/**
 * What columns may be called, in plain words: a slot; a label of the question in any language; for a part
 * the question and the part together, as in "Who does what: planning"; the id of a question. Where only one
 * point is asked for, its sides by themselves.
 */
export function headingsOf(definition: Definition | undefined): Map<string, string> {
  const headings = new Map<string, string>()
  if (!definition) return headings
  const { asked } = lookup(definition)
  const add = (words: string, target: string) => words && !headings.has(words) && headings.set(words, target)
  const targets = questionTargets(definition)
  const whole = targets.filter(({ part }) => part === undefined)
  for (const { value } of targets) add(value.toLowerCase(), value)
  for (const { slot } of whole)
    for (const labels of labelsOf(definition, asked.get(slot)!))
      for (const words of Object.values(labels)) add(plainWords(words), slot)
  for (const { value, slot, part, label } of targets) {
    if (part === undefined) continue
    for (const labels of labelsOf(definition, asked.get(slot)!))
      for (const [lang, words] of Object.entries(labels))
        for (const own of label ? [label[lang] ?? part, part] : sides[part]!)
          add(plainWords(`${words} ${own}`), value)
    for (const own of label ? [part] : sides[part]!)
      add(plainWords(`${asked.get(slot)!.question.id} ${own}`), value)
  }
  for (const { slot } of whole) add(plainWords(asked.get(slot)!.question.id), slot)
  const points = targets.filter(({ slot, part }) => part && asked.get(slot)!.question.type === 'geometry')
  if (points.length === 2)
    for (const { value, part } of points) for (const words of sides[part!]!) add(plainWords(words), value)
  return headings
}

const labelsOf = (definition: Definition, { question, slot }: Asked): Labels[] =>
  [question.labelRead, question.label, slotLabel(definition, slot)].filter((labels) => labels !== undefined)
