import { t } from '../../base/i18n/t.ts'
import { isRef } from '../../base/ids.ts'
import { isAnswered } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { fillsOf } from '../../instruments/facets.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import type { Content } from '../interchange.ts'
import { licenceId } from '../licence.ts'
import type { Brought } from './brought.ts'
import { answerOfParts, rowsIn } from './cell-parts.ts'
import { answerIn, type PlaceFinder, partsOf, tidy } from './cells.ts'
import { doiOf, isbnOf, issnOf, languageTagOf, webAddressOf } from './identifiers.ts'
import { slotOf } from './question-targets.ts'
import type { Matching } from './run.ts'
import type { RecordTarget } from './targets.ts'

interface Row {
  definition: Definition
  matching: Matching
  /** What the columns are called in the file, for faults. */
  columns: string[]
  placeOf: PlaceFinder
  /** Finds `vocabulary:concept` by that or by a label. */
  topicOf: (words: string) => string | undefined
}

/** What a row says of a record; `undefined` where it has no title, and so is none. */
export function recordFromRow(cells: string[], row: Row): Brought | undefined {
  const { definition, matching } = row
  const reasons: string[] = []
  const given = new Map<string, Given>()
  for (const [i, target] of matching.columns.entries()) {
    const cell = tidy(cells[i] ?? '')
    if (target && cell) given.set(target, { target, cell, column: row.columns[i] ?? '' })
  }
  const take = (target: RecordTarget): string | undefined => given.get(target)?.cell
  const lang = languageIn(take('language'), matching, reasons)
  const answers = answersFrom([...given.values()], row, lang, reasons)
  const fills = fillsOf(definition, answers)
  const title = take('title') ?? fills.title?.[lang]
  if (!title) return undefined
  const words = (text: string) => ({ original: lang, texts: { [lang]: text } })
  const summary = take('summary') ?? fills.summary?.[lang]
  const places = [...placesIn(take('place'), row, reasons), ...fills.places]
  const topics = topicsIn(take('topic'), row, reasons)
  const authors = take('author') ? partsOf(take('author')!) : []
  const organisations = take('organisation') ? partsOf(take('organisation')!) : []
  const licence = take('licence') ?? matching.licence
  const allPlaces = [...new Set(places.length ? places : matching.places)]
  const allTopics = [...new Set([...topics, ...matching.topics])]
  const ref = take('ref') ?? ''
  const named = isRef(ref)
  if (ref && !named) reasons.push(t('imports.noRef', { value: String(ref).slice(0, 100) }))
  return {
    instrument: definition.slug,
    ...(named && { ref }),
    reasons,
    content: {
      title: words(title),
      ...(summary && { summary: words(summary) }),
      ...(authors.length > 0 && {
        contributors: authors.map((name) => ({ role: 'author' as const, shown: 'named' as const, name })),
      }),
      ...(organisations.length > 0 && { organisations }),
      ...(allPlaces.length > 0 && { places: allPlaces }),
      ...(allTopics.length > 0 && { topics: allTopics }),
      ...(licence && { licence: licenceId(licence) }),
      identifiers: identifiersIn(take, reasons),
      answers,
    },
  }
}

function languageIn(cell: string | undefined, matching: Matching, reasons: string[]): string {
  const tag = cell && languageTagOf(cell)
  if (cell && !tag) reasons.push(t('imports.noLanguage', { value: cell.slice(0, 100) }))
  return tag || matching.language || 'en'
}

interface Given {
  target: string
  cell: string
  column: string
}

/** Answers by their slots, each from one column or from one for each of its parts; of a group that repeats each part of a cell is a row. */
function answersFrom(given: Given[], row: Row, lang: string, reasons: string[]): Content['answers'] {
  const answers: Content['answers'] = {}
  const { asked } = lookup(row.definition)
  for (const [slot, columns] of Map.groupBy(given, ({ target }) => slotOf(target).slot)) {
    const one = asked.get(slot)
    if (!one) continue
    const { group, question } = one
    const repeats = group.repeat && columns.some(({ cell }) => cell.includes('||'))
    const cells = columns.map(({ cell }) => (repeats ? rowsIn(cell) : [cell]))
    for (let i = 0; i < Math.max(...cells.map(({ length }) => length)); i++) {
      const said = columns.flatMap((column, c) => {
        const cell = cells[c]![i]
        return cell ? [{ ...column, cell }] : []
      })
      const answer = answerTo(one, said, row, lang, reasons)
      if (!isAnswered(answer)) continue
      const rows = (answers[group.id] ??= [])
      const into = (rows[i] ??= group.repeat ? { id: `r${i + 1}` } : {})
      into[question.id] = answer
    }
  }
  for (const [group, rows] of Object.entries(answers)) answers[group] = rows.filter(Boolean)
  return answers
}

/** A column for the whole answer says more than those for its parts. */
function answerTo(one: Asked, said: Given[], { placeOf }: Row, lang: string, reasons: string[]): unknown {
  const unread = (column: string, cell: string) =>
    reasons.push(t('imports.noAnswer', { column, value: cell.slice(0, 100) }))
  const whole = said.find(({ target }) => target === one.slot)
  const parts = said.flatMap(({ target, ...rest }) => ({ ...rest, part: slotOf(target).part ?? '' }))
  if (!whole) return answerOfParts(one, parts, lang, unread)
  const answer = answerIn(one, whole.cell, lang, placeOf)
  if (!isAnswered(answer)) unread(whole.column, whole.cell)
  return answer
}

/** Parts that are found, and a reason for each that is not. */
function foundIn(
  cell: string | undefined,
  find: (words: string) => string | undefined,
  why: (value: string) => string,
  reasons: string[],
): string[] {
  if (!cell) return []
  const whole = find(cell)
  if (whole) return [whole]
  const parts = partsOf(cell)
  const cut = parts.length > 1 ? parts : cell.split(/[,،]/).map(tidy).filter(Boolean)
  return cut.flatMap((part) => {
    const code = find(part)
    if (!code) reasons.push(why(part.slice(0, 100)))
    return code ?? []
  })
}

const placesIn = (cell: string | undefined, { placeOf }: Row, reasons: string[]): string[] =>
  foundIn(cell, placeOf, (value) => t('imports.noPlace', { value }), reasons)

const topicsIn = (cell: string | undefined, { topicOf }: Row, reasons: string[]): string[] =>
  foundIn(cell, topicOf, (value) => t('imports.noTopic', { value }), reasons)

function identifiersIn(
  take: (target: RecordTarget) => string | undefined,
  reasons: string[],
): Content['identifiers'] {
  const of = (
    target: RecordTarget,
    scheme: string,
    find: (words: string) => string | undefined,
    why: (value: string) => string,
  ) =>
    (take(target) ? partsOf(take(target)!) : []).flatMap((part) => {
      const value = find(part)
      if (!value) reasons.push(why(part.slice(0, 100)))
      return value ? [{ scheme, value }] : []
    })
  return [
    ...of('doi', 'doi', doiOf, (value) => t('imports.noDoi', { value })),
    ...of('url', 'url', webAddressOf, (value) => t('imports.noAddress', { value })),
    ...of('isbn', 'isbn', isbnOf, (value) => t('imports.noIsbn', { value })),
    ...of('issn', 'issn', issnOf, (value) => t('imports.noIssn', { value })),
    ...of('identifier', 'local', (value) => value, String),
  ]
}
