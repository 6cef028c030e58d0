import { applyChanges } from '../applying.ts'
import type { Definition } from '../definition.ts'
import { lookup } from '../lookup.ts'
import type { Step } from './proposal.ts'

/** What holds words: no slot is named there. */
const words = new Set(['label', 'labelRead', 'help', 'title', 'note', 'ends', 'summary'])

/** Every operation that names a question by one slot names it by the other. */
export function renameSlot(steps: Step[], from: string, to: string): void {
  const walk = (value: unknown): unknown => {
    if (value === from) return to
    if (Array.isArray(value)) for (const [i, one] of value.entries()) value[i] = walk(one)
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value))
        if (!words.has(key)) (value as Record<string, unknown>)[key] = walk(one)
    return value
  }
  for (const { operations } of steps) walk(operations)
}

/**
 * What was to stand after a question that is not there any more stands where that would have stood: after what
 * stood before it at that moment, which may be another than when it came there.
 */
export function reanchor(
  all: Step[],
  steps: Step[],
  { group, question }: { group: string; question: string },
  base: Definition,
): void {
  const everything = all.flatMap(({ operations }) => operations)
  const found = steps.flatMap(({ operations }) =>
    operations.flatMap((one) => {
      const here =
        one.op === 'add-question'
          ? one.group === group
          : one.op === 'move-question' && (one.to ?? one.slot).startsWith(`${group}/`)
      if (!here || !('after' in one) || one.after !== question) return []
      const before = everything.slice(0, everything.indexOf(one))
      const then = applyChanges(base, base.edition, [{ operations: before }]).definition
      const mates = then ? [...(lookup(then).groups.get(group)?.keys() ?? [])] : []
      return [{ one, after: mates[mates.indexOf(question) - 1] ?? null }]
    }),
  )
  for (const { one, after } of found) one.after = after
}
