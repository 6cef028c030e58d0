import { isDeepStrictEqual } from 'node:util'
import { label } from '../../base/i18n/t.ts'
import type { Labels, Lang } from '../../base/text.ts'
import { isAnswered, type Row } from '../../instruments/answer.ts'
import { isAsked } from '../../instruments/conditions.ts'
import type { Definition } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import { readValue, type Value } from '../../instruments/values.ts'
import type { Content, Contributor } from '../interchange.ts'
import { onlyRow, pathOf, placeId } from '../writing/path.ts'
import { headDifferences } from './head-differences.ts'
import { type Pair, rowsPaired } from './rows-paired.ts'
import { type Piece, wordsBetween } from './word-differences.ts'

/** One question that is answered otherwise than before; or, where there is nothing before, one that is answered. */
export interface Difference {
  /** `group/row/question`. */
  path: string
  question: string
  /** The outermost section it is asked in; none for what every record has. */
  section?: string
  /** Of a group that repeats: which row, from 1. */
  nth?: number
  /** Words, by each language in which they changed. */
  words?: { lang: Lang; pieces: Piece[] }[]
  /** Every other answer, as it was and as it is; words of the interface stand as strings. */
  before?: Value | string
  after?: Value | string
}

/** What says something: a version, or a draft as the version that it would be. */
export interface Side {
  definition: Definition
  content: Omit<Content, 'contributors' | 'edition'>
  credits: Contributor[]
}

/**
 * What changed, question by question, in the reader's language: what every record has first, then the answers
 * in their order. Nothing of questions that are hidden or do not apply. With nothing before, all that is said.
 */
export async function differences(before: Side | undefined, after: Side, lang: Lang): Promise<Difference[]> {
  return [...(await headDifferences(before, after)), ...answerDifferences(before, after, lang)]
}

function answerDifferences(before: Side | undefined, after: Side, lang: Lang): Difference[] {
  const groups = new Set([
    ...lookup(after.definition).groups.keys(),
    ...(before ? lookup(before.definition).groups.keys() : []),
  ])
  return [...groups].flatMap((group) => {
    const was = before?.content.answers[group] ?? []
    const is = after.content.answers[group] ?? []
    if (isDeepStrictEqual(was, is)) return []
    return rowsPaired(was, is).flatMap((pair) => inRow(group, pair, { before, after, lang }))
  })
}

interface Between {
  before?: Side
  after: Side
  lang: Lang
}

function inRow(group: string, pair: Pair, between: Between): Difference[] {
  const { before, after } = between
  const questions = new Set([
    ...(lookup(after.definition).groups.get(group)?.keys() ?? []),
    ...(before ? (lookup(before.definition).groups.get(group)?.keys() ?? []) : []),
  ])
  return [...questions].flatMap((id) => {
    const was = before && said(before, group, pair.before, id)
    const is = said(after, group, pair.after, id)
    if (!(was || is) || isDeepStrictEqual(was?.answer, is?.answer)) return []
    const { asked } = (is ?? was)!
    const repeats = asked.group.repeat !== undefined
    const row = String((pair.after ?? pair.before)!.id ?? placeId(pair.at))
    return {
      path: pathOf({ group, row: repeats ? row : onlyRow, question: id }),
      question: label(asked.question.labelRead) || label(asked.question.label),
      section: label(asked.sections[0]?.title),
      ...(repeats && { nth: pair.at + 1 }),
      ...(isWords(asked)
        ? { words: wordsBetween(was?.answer as Labels, is?.answer as Labels) }
        : { before: readBy(was, between.lang), after: readBy(is, between.lang) }),
    }
  })
}

interface Said {
  side: Side
  asked: Asked
  answer: unknown
}

/** What one of them answers to a question of a row, as far as its readers see it. */
function said(side: Side, group: string, row: Row | undefined, question: string): Said | undefined {
  const asked = lookup(side.definition).groups.get(group)?.get(question)
  if (!row || !asked || asked.question.hidden || asked.question.computed || !isAnswered(row[question]))
    return undefined
  if (!isAsked(asked, side.content.answers, { group, row })) return undefined
  return { side, asked, answer: row[question] }
}

const isWords = ({ question }: Asked): boolean => question.type === 'text' || question.type === 'longtext'

const readBy = (one: Said | undefined, wanted: Lang): Value | undefined =>
  one &&
  readValue(one.asked, one.answer, {
    wanted,
    original: one.side.content.title.original,
    definition: one.side.definition.languages[0]!,
    mixed: false,
  })
