import type { Labels } from '../../base/text.ts'
import type { Answers, Row } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import type { Standing } from './merging.ts'
import { head, onlyRow, type Path, parsePath } from './path.ts'

/** Where rows stand that were written in without being placed: after all that were, in their order. */
export const lastPlace = 1_000_000

/** What stands in a draft, put together as a version has it. */
export interface Written {
  /** What every record has: words by language, everything else as it is. */
  head: Record<string, unknown>
  answers: Answers
  /** The rows of groups that repeat, in their order, also those in which nothing is answered yet. */
  rows: Map<string, string[]>
}

type Found = Path & Standing
interface FoundRow {
  id: string
  parts: Found[]
}

/** Rows in their order; one that was taken out is left out with all that is in it, and comes back with it. */
export function assemble(definition: Definition, standing: Map<string, Standing>): Written {
  const found = [...standing].flatMap(([path, one]): Found[] => {
    const parts = parsePath(definition, path)
    return parts ? [{ ...parts, ...one }] : []
  })
  const groups = Map.groupBy(
    found.filter(({ group }) => group !== head),
    ({ group }) => group,
  )
  const answers: Answers = {}
  const rows: Written['rows'] = new Map()
  for (const [group, inside] of groups) {
    const standingRows = rowsOf(inside)
    const given = standingRows.map(answersIn).filter(hasAnswers)
    if (given.length) answers[group] = given
    const ids = standingRows.flatMap(({ id }) => (id === onlyRow ? [] : id))
    if (ids.length) rows.set(group, ids)
  }
  return { head: answered(found.filter(({ group }) => group === head)), answers, rows }
}

function rowsOf(inside: Found[]): FoundRow[] {
  const rows = [...Map.groupBy(inside, ({ row }) => row)].map(([id, parts]) => {
    const place = parts.find(({ question }) => question === undefined)
    return { id, place, first: Math.min(...parts.map(({ revision }) => revision)), parts }
  })
  const at = ({ place, first }: (typeof rows)[number]) => (place ? Number(place.value) : lastPlace + first)
  return rows.filter(({ place }) => !place || typeof place.value === 'number').sort((a, b) => at(a) - at(b))
}

const answersIn = ({ id, parts }: FoundRow): Row => ({ ...(id !== onlyRow && { id }), ...answered(parts) })

const hasAnswers = (row: Row): boolean => Object.keys(row).some((key) => key !== 'id')

/** By question; words are gathered by their languages. */
function answered(parts: Found[]): Row {
  const row: Row = {}
  for (const { question, lang, value } of parts) {
    if (question === undefined || value === null || value === undefined) continue
    if (lang === undefined) row[question] = value
    else row[question] = { ...(row[question] as Labels | undefined), [lang]: value }
  }
  return row
}
