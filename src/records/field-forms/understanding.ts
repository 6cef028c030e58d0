import { label, t } from '../../base/i18n/t.ts'
import type { Lang } from '../../base/text.ts'
import { type Answers, isAnswered, type Row } from '../../instruments/answer.ts'
import { faultsOf, shapeOf } from '../../instruments/answer-shapes.ts'
import type { Definition } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import { answerIn, type PlaceFinder } from '../bringing/cells.ts'
import { onlyRow, pathOf } from '../writing/path.ts'
import { formNames } from './form-names.ts'
import { strange } from './reading-files.ts'
import type { FieldFault, Leaf, Submission } from './submission.ts'
import { shapeOfPoints } from './tracing.ts'

interface Given {
  part?: string
  value: unknown
  /** Of a table: which of its rows. */
  row?: number
}

/**
 * A submission as answers to a questionnaire: what fits its question, and what does not with its place. Words
 * are in `lang`.
 */
export function understood(
  definition: Definition,
  { leaves }: Submission,
  { lang, placeOf }: { lang: Lang; placeOf: PlaceFinder },
): { answers: Answers; faults: FieldFault[] } {
  const { targets } = formNames(definition)
  const { asked } = lookup(definition)
  const faults: FieldFault[] = strange(definition, leaves).map((name) => ({
    place: name,
    message: t('workshop.noSuchQuestion'),
  }))
  const cells = new Map<string, { one: Asked; index: number; given: Given[] }>()
  for (const leaf of leaves) {
    const target = targets.get(leaf.name)
    const one = target && asked.get(target.slot)
    if (!target || !one) continue
    const index = one.group.repeat ? (leaf.at[0] ?? 0) : 0
    const key = `${target.slot} ${index}`
    const cell = cells.get(key) ?? { one, index, given: [] }
    cell.given.push({ part: target.part, value: leaf.value, ...rowOf(one, leaf) })
    cells.set(key, cell)
  }
  const answers: Answers = {}
  for (const { one, index, given } of cells.values()) {
    const value = answerOf(one, given, lang, placeOf)
    if (value === undefined) continue
    const { group, question } = one
    const place = [label(question.label), ...(group.repeat ? [String(index + 1)] : [])].join(' ')
    if (value instanceof Unread) {
      const row = group.repeat ? `r${index + 1}` : onlyRow
      const path = pathOf({ group: group.id, row, question: question.id })
      const file = value.file === undefined ? undefined : { path, name: value.file }
      faults.push({ place, message: value.message, ...(file && { file }) })
      continue
    }
    const read = shapeOf(one).schema.safeParse(value)
    if (!read.success) {
      faults.push(...faultsOf(shapeOf(one), read.error).map((message) => ({ place, message })))
      continue
    }
    if (group.repeat && index >= group.repeat.max) {
      faults.push({ place, message: t('workshop.tooManyRows', { most: group.repeat.max }) })
      continue
    }
    const rows = (answers[group.id] ??= [])
    rows[index] = { ...(group.repeat && { id: `r${index + 1}` }), ...rows[index], [question.id]: value }
  }
  return { answers: withoutHoles(answers), faults }
}

const rowOf = ({ question, group }: Asked, { at }: Leaf): Pick<Given, 'row'> =>
  question.type === 'table' ? { row: at[group.repeat ? 1 : 0] ?? 0 } : {}

/** A row of which nothing could be read is none. */
const withoutHoles = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([group, rows]) => [group, rows.filter((row) => row !== undefined)]),
  )

/** Said of an answer that is there and cannot be taken. */
class Unread {
  readonly message: string
  /** What the file is called that is to be brought. */
  readonly file: string | undefined
  constructor(message: string, file?: string) {
    this.message = message
    this.file = file
  }
}

function answerOf(one: Asked, given: Given[], lang: Lang, placeOf: PlaceFinder): unknown {
  const words = (part?: string): string => {
    const value = given.find((each) => each.part === part)?.value
    return typeof value === 'string' ? value : ''
  }
  const codes = () => words().split(/\s+/).filter(Boolean)
  switch (one.question.type) {
    case 'computed':
      return undefined
    case 'number':
      return Number.isFinite(Number(words())) ? Number(words()) : new Unread(t('instruments.answerNumber'))
    case 'money':
      return words() && { amount: Number(words()), currency: words('currency').toUpperCase() }
    case 'choices':
      return codes()
    case 'ranking':
      return codes().slice(0, one.question.maxChoices)
    case 'choice':
    case 'scale':
      return words()
    case 'matrix':
      return Object.fromEntries(
        given.flatMap(({ part, value }) => (part ? [[part.slice('row:'.length), value]] : [])),
      )
    case 'table':
      return tableOf(one, given, lang)
    case 'geometry':
      return geometryOf(given)
    case 'file':
    case 'image':
      return new Unread(t('workshop.addFile', { file: words() }), words() || undefined)
    case 'person':
      return { name: words(), ...(words('organisation') && { organisation: words('organisation') }) }
    case 'record': {
      const read = answerIn(one, words(), lang, placeOf) as object
      return words('url') && 'title' in read ? { ...read, url: words('url') } : read
    }
    case 'place':
      return placeOf(words()) ?? new Unread(t('workshop.noPlace', { words: words() }))
    default: {
      const read = answerIn(one, words(), lang, placeOf)
      return isAnswered(read) ? read : new Unread(t('workshop.notUnderstood', { words: words() }))
    }
  }
}

function tableOf({ question }: Asked, given: Given[], lang: Lang): Row[] {
  const rows: Row[] = []
  for (const { part = '', value, row = 0 } of given) {
    const id = part.slice('column:'.length)
    const column = question.columns?.find((one) => one.id === id)
    if (column)
      rows[row] = { ...rows[row], [id]: column.type === 'number' ? Number(value) : { [lang]: String(value) } }
  }
  return rows.filter((row) => row !== undefined)
}

/** A shape says more than a point. */
function geometryOf(given: Given[]): unknown {
  const { value } = given.find(({ part }) => part === 'shape') ?? given[0]!
  return shapeOfPoints(value) ?? new Unread(t('instruments.answerGeometry'))
}
