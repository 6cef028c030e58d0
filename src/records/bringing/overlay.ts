import { isDeepStrictEqual } from 'node:util'
import type { Text } from '../../base/text.ts'
import type { Row } from '../../instruments/answer.ts'
import { Geometry } from '../../instruments/geometry.ts'
import type { Content } from '../interchange.ts'
import type { Brought } from './brought.ts'

/** What a record says after a line: what the line says in place of what was said, and the rest as it was. */
export function overlaid(before: Content, { content: said }: Brought): Content {
  return {
    ...before,
    ...(said.title && { title: withText(before.title, said.title) }),
    ...(said.summary && { summary: withText(before.summary, said.summary) }),
    ...(said.licence && { licence: said.licence }),
    contributors: withContributors(before.contributors, said.contributors),
    organisations: union(before.organisations, said.organisations),
    places: union(before.places, said.places),
    topics: union(before.topics, said.topics),
    identifiers: union(before.identifiers, said.identifiers),
    answers: withAnswers(before.answers, said.answers ?? {}),
  }
}

/** A language that the line does not speak keeps its words. */
const withText = (before: Text, said: Text): Text => ({
  original: before.original,
  texts: { ...before.texts, ...said.texts },
})

/** Whom the line credits in a role takes the place of those credited in it, whose organisation stays; no name is lost to none. */
function withContributors(
  before: Content['contributors'],
  said: Content['contributors'] = [],
): Content['contributors'] {
  const named = said.filter(({ shown }) => shown !== 'unnamed')
  if (named.length === 0) return before
  const roles = new Set(named.map(({ role }) => role))
  const standing = (one: Content['contributors'][number]) =>
    before.find(({ role, name }) => role === one.role && name === one.name) ?? one
  return [...named.map(standing), ...before.filter(({ role }) => !roles.has(role))]
}

function union<T>(before: T[], said: T[] = []): T[] {
  const more = said.filter((one) => !before.some((other) => isDeepStrictEqual(other, one)))
  return more.length ? [...before, ...more] : before
}

/** Row by row of each group, words by language. */
function withAnswers(before: Content['answers'], said: Content['answers']): Content['answers'] {
  const answers = { ...before }
  for (const [group, rows] of Object.entries(said)) {
    const standing = before[group] ?? []
    answers[group] = [...rows.map((row, i) => withRow(standing[i], row)), ...standing.slice(rows.length)]
  }
  return answers
}

/** What is not one thing: words by language, the rows of a matrix. */
const isWords = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !('name' in value) &&
  !Geometry.safeParse(value).success

function withRow(before: Row | undefined, said: Row): Row {
  if (!before) return said
  const row: Row = { ...before }
  for (const [question, value] of Object.entries(said)) {
    if (question === 'id') continue
    const standing = before[question]
    // The same name, with what more is known of them here.
    if (
      isDeepStrictEqual(
        (standing as { name?: string } | undefined)?.name ?? standing,
        (value as { name?: string }).name ?? value,
      )
    )
      continue
    row[question] =
      isWords(standing) && isWords(value) && !('amount' in value) ? { ...standing, ...value } : value
  }
  return row
}
