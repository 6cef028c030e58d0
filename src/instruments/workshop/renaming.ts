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

/** What was to stand after a question that is not there any more stands where that would have stood. */
export function reanchor(
  steps: Step[],
  group: string,
  question: string,
  after: string | null | undefined,
): void {
  for (const { operations } of steps)
    for (const one of operations) {
      const here =
        one.op === 'add-question'
          ? one.group === group
          : one.op === 'move-question' && (one.to ?? one.slot).startsWith(`${group}/`)
      if (!here || !('after' in one) || one.after !== question) continue
      if (after === undefined) delete one.after
      else one.after = after
    }
}
