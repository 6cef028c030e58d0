import { t } from '../../base/i18n/t.ts'
import type { Fault } from '../../base/import.ts'
import type { Answers, Row } from '../answer.ts'
import { compute } from '../compute.ts'
import type { Definition } from '../definition.ts'
import { type Asked, lookup } from '../lookup.ts'

export interface FromSlmAnswers {
  answers: Answers
  /** What the data itself gets wrong or leaves out. */
  faults: Fault[]
}

/**
 * The answers of a shared SLM practice as ours: `25/12/2019` becomes a day, a path a picture, words
 * without a language those of the record, rows of repeating groups get ids. The number of a project or
 * an institution in the register they come from is left out, and is a fault: the file does not say what
 * it is called. Computed answers are left to be computed; a fault says where the stored one
 * differs. Whether the rest fits is for `checkAnswers` to say.
 */
export function fromSlmAnswers(definition: Definition, data: unknown, language: string): FromSlmAnswers {
  const faults: Fault[] = []
  const stored: { place: string; asked: Asked; row: number; value: number }[] = []
  const answers: Answers = {}
  const { groups } = lookup(definition)
  for (const [group, rows] of Object.entries(isObject(data) ? data : {})) {
    const questions = groups.get(group)
    const repeats = questions?.values().next().value?.group.repeat
    answers[group] = (Array.isArray(rows) ? rows : [rows]).filter(isObject).map((given, i) => {
      const row: Row = repeats ? { id: `r${i + 1}` } : {}
      for (const [id, value] of Object.entries(given)) {
        const place = t('instruments.answerAt', { group, row: String(i + 1), question: id })
        const asked = questions?.get(id)
        if (asked?.question.computed) stored.push({ place, asked, row: i, value: Number(value) })
        else if (asked && isPointer(asked, value))
          faults.push({ place, message: t('instruments.slmNumber', { number: String(value) }) })
        else row[id] = asked ? converted(asked, value, language) : value
      }
      return row
    })
  }
  const filled = compute(definition, answers)
  for (const { place, asked, row, value } of stored) {
    const ours = filled[asked.group.id]?.[row]?.[asked.question.id]
    if (typeof ours === 'number' && Math.abs(ours - value) <= 0.005) continue
    faults.push({ place, message: t('instruments.slmComputed', { stored: value, computed: String(ours) }) })
  }
  return { answers: withoutEmpty(answers), faults }
}

const withoutEmpty = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers)
      .map(
        ([group, rows]) =>
          [group, rows.filter((row) => Object.keys(row).some((key) => key !== 'id'))] as const,
      )
      .filter(([, rows]) => rows.length > 0),
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The number of something in the register that the file comes from. */
const isPointer = ({ question: { type } }: Asked, value: unknown): boolean =>
  typeof value === 'number' && (type === 'organisation' || type === 'person' || type === 'record')

function converted({ question }: Asked, value: unknown, language: string): unknown {
  switch (question.type) {
    case 'text':
    case 'longtext':
      return isObject(value) ? value : { [language]: String(value) }
    case 'number':
      return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
        ? Number(value)
        : value
    case 'yesno':
      return value === 1 || value === 0 ? value === 1 : value
    case 'date':
      return typeof value === 'string' ? isoDay(value) : value
    case 'choices':
      return typeof value === 'string' ? [value] : value
    case 'file':
    case 'image':
      return typeof value === 'string' ? { file: value } : value
    default:
      return value
  }
}

const isoDay = (day: string): string => day.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1')
