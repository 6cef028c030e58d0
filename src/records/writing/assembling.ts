import type { Labels } from '../../base/text.ts'
import type { Answers, Row } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import type { Standing } from './merging.ts'
import { head, onlyRow, type Path, parsePath } from './path.ts'

/** What stands in a draft, put together as a version has it. */
export interface Written {
  /** What every record has: words by language, everything else as it is. */
  head: Record<string, unknown>
  answers: Answers
}

type Found = Path & Standing

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
  for (const [group, inside] of groups) {
    const rows = rowsOf(inside)
    if (rows.length) answers[group] = rows
  }
  return { head: answered(found.filter(({ group }) => group === head)), answers }
}

function rowsOf(inside: Found[]): Row[] {
  const rows = [...Map.groupBy(inside, ({ row }) => row)].map(([id, parts]) => {
    const place = parts.find(({ question }) => question === undefined)
    return { id, place, first: Math.min(...parts.map(({ revision }) => revision)), parts }
  })
  const at = ({ place, first }: (typeof rows)[number]) => (place ? Number(place.value) : first)
  return rows
    .filter(({ place }) => !place || typeof place.value === 'number')
    .sort((a, b) => at(a) - at(b))
    .map(({ id, parts }): Row => ({ ...(id !== onlyRow && { id }), ...answered(parts) }))
    .filter((row) => Object.keys(row).some((key) => key !== 'id'))
}

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
