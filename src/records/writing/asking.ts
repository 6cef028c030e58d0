import type { Row } from '../../instruments/answer.ts'
import { computedOnce } from '../../instruments/compute.ts'
import { isAsked } from '../../instruments/conditions.ts'
import type { Definition, Group } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import type { Written } from './assembling.ts'
import type { Standing } from './merging.ts'
import { onlyRow } from './path.ts'
import type { WritingSection } from './sections.ts'

/** A row as it is asked for. */
export interface AskedRow {
  /** `only` where its group does not repeat. */
  id: string
  /** Those that apply, under what is answered. */
  questions: Asked[]
  /** What is answered in it, totals included. */
  row: Row
  /** Nobody has written in it: it is there to be filled in. */
  fresh: boolean
}

export interface AskedGroup {
  group: Group
  rows: AskedRow[]
  /** It repeats, and takes more. */
  takesMore: boolean
}

/** The id of a row to come, by how many come before it. */
type FreshRow = (group: string, before: number) => string

/** What of a section applies under what is answered, and the empty rows that its groups begin with. */
export function askedIn(
  definition: Definition,
  { parts }: Pick<WritingSection, 'parts'>,
  written: Written,
  freshRow: FreshRow,
): AskedGroup[] {
  const answers = computedOnce(definition, written.answers)
  const groups = lookup(definition).groups
  return parts.flatMap(({ group }): AskedGroup[] => {
    const ids = rowsAsked(group, written, freshRow)
    const standingRows = new Map((answers[group.id] ?? []).map((row) => [row.id, row]))
    const rows = ids.map(({ id, fresh }) => {
      const row = (group.repeat ? standingRows.get(id) : answers[group.id]?.[0]) ?? {}
      const questions = group.questions
        .map((question) => groups.get(group.id)!.get(question.id)!)
        .filter((asked) => !asked.question.hidden && isAsked(asked, answers, { group: group.id, row }))
      return { id, questions, row, fresh }
    })
    if (!rows.some(({ questions }) => questions.length)) return []
    const standing = written.rows.get(group.id)?.length ?? 0
    return [{ group, rows, takesMore: group.repeat !== undefined && standing < group.repeat.max }]
  })
}

function rowsAsked({ id: group, repeat }: Group, written: Written, freshRow: FreshRow) {
  if (!repeat) return [{ id: onlyRow, fresh: false }]
  const standing = written.rows.get(group) ?? []
  if (standing.length) return standing.map((id) => ({ id, fresh: false }))
  const shown = Math.max(repeat.shown ?? 1, repeat.min)
  return Array.from({ length: shown }, (_, i) => ({ id: freshRow(group, i), fresh: true }))
}

/**
 * The id of the next row that this person adds to a group. Theirs alone, so that two who begin a row at
 * the same time have one each; the same until something is written in it, so that a page drawn again
 * asks for the same row.
 */
export const nextRow =
  (standing: Map<string, Standing>, person: number) =>
  (group: string, before = 0): string => {
    const mine = new RegExp(`^${RegExp.escape(group)}/p${person.toString(36)}-(\\d+)(/|$)`)
    const numbers = [...standing.keys()].map((path) => Number(mine.exec(path)?.[1] ?? 0))
    return `p${person.toString(36)}-${Math.max(0, ...numbers) + 1 + before}`
  }

/** How far a section has come. */
export interface Progress {
  asked: number
  answered: number
  /** Asked for, needed, and not answered. */
  missing: Asked[]
}

/** Of what applies: a question counts once for each row, and an empty row that waits does not count. */
export function progressOf(
  definition: Definition,
  section: Pick<WritingSection, 'parts'>,
  written: Written,
): Progress {
  const rows = askedIn(definition, section, written, () => 'none').flatMap(({ group, rows }) =>
    rows.filter(({ fresh }) => !fresh || (group.repeat?.min ?? 0) > 0),
  )
  const asked = rows.flatMap(({ questions, row }) =>
    questions
      .filter(({ question }) => !question.computed)
      .map((one) => ({ one, answered: Object.hasOwn(row, one.question.id) })),
  )
  return {
    asked: asked.length,
    answered: asked.filter(({ answered }) => answered).length,
    missing: asked.flatMap(({ one, answered }) => (one.question.required && !answered ? one : [])),
  }
}
