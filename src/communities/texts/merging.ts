import { diffArrays } from 'diff'

/** Lines of the one before from `start` to `end` that gave way to others. */
interface Change {
  start: number
  end: number
  lines: string[]
}

function changesOf(before: string[], after: string[]): Change[] {
  const changes: Change[] = []
  let at = 0
  let open: Change | undefined
  for (const { added, removed, value } of diffArrays(before, after)) {
    if (!added && !removed) {
      at += value.length
      open = undefined
      continue
    }
    if (!open) changes.push((open = { start: at, end: at, lines: [] }))
    if (removed) open.end = at += value.length
    else open.lines.push(...value)
  }
  return changes
}

/** They touch the same lines, or write beside each other where nobody can say which comes first. */
const meet = (a: Change, b: Change): boolean => a.start <= b.end && b.start <= a.end

/** What two made of one text, together; nothing where both changed the same lines. */
export function together(before: string, mine: string, theirs: string): string | undefined {
  const lines = before.split('\n')
  const [ours, others] = [changesOf(lines, mine.split('\n')), changesOf(lines, theirs.split('\n'))]
  if (ours.some((one) => others.some((other) => meet(one, other)))) return undefined
  const merged = [...lines]
  for (const { start, end, lines: said } of [...ours, ...others].toSorted((a, b) => b.start - a.start))
    merged.splice(start, end - start, ...said)
  return merged.join('\n')
}
