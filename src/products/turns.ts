import { refuse } from '../base/refusal.ts'

/** So many wait in all, and so many of one asker, with the one that is being made. */
const most = { all: 24, each: 3 }
/** Seconds after which it is worth asking again. */
const later = { all: 10, each: 5 }

/** Those who wait, by who asks; whoever had a turn goes to the end. */
const lines = new Map<string, (() => void)[]>()
const held = new Map<string, number>()
let all = 0
let busy = false

/**
 * Does the work when nothing else of this queue is done. Askers come by turns, each with the first of what
 * they wait for, so that nobody holds up the others for longer than one piece of work. Refuses (`too-many`)
 * what is more than one asker, or all together, may have waiting.
 */
export async function inTurn<T>(asker: string, work: () => Promise<T>): Promise<T> {
  const own = held.get(asker) ?? 0
  if (own >= most.each) refuse('too-many', 'products.enough', { seconds: later.each })
  if (all >= most.all) refuse('too-many', 'products.busy', { seconds: later.all })
  all++
  held.set(asker, own + 1)
  try {
    if (busy) await new Promise<void>((come) => lines.set(asker, [...(lines.get(asker) ?? []), come]))
    busy = true
    return await work()
  } finally {
    all--
    const rest = held.get(asker)! - 1
    if (rest) held.set(asker, rest)
    else held.delete(asker)
    next()
  }
}

function next(): void {
  const [asker, waiting] = lines.entries().next().value ?? []
  busy = waiting !== undefined
  if (!asker || !waiting) return
  const [first, ...rest] = waiting
  lines.delete(asker)
  if (rest.length) lines.set(asker, rest)
  first!()
}
