import { isDeepStrictEqual } from 'node:util'
import { isAnswered } from '../../instruments/answer.ts'

/** One answer as somebody typed it; `null` clears it. */
export interface Change {
  /** Made where it was typed: sent twice, it counts once. */
  id: string
  path: string
  value: unknown
  /** The revision of the answer that whoever typed it had before them; 0 for none. */
  base: number
}

/** What stands at a path. */
export interface Standing {
  value: unknown
  revision: number
}

/**
 * What becomes of a change: it takes its place, it says what stands already, or it clashes, for somebody
 * changed the same answer since whoever typed it read it, and to something else; then both are shown.
 * What was cleared meanwhile gives way to what was typed, for typing loses more than clearing.
 */
export type Outcome = 'kept' | 'same' | 'clash'

export function outcomeOf({ value, base }: Change, standing: Standing | undefined): Outcome {
  if (!standing) return 'kept'
  if (isDeepStrictEqual(standing.value, value)) return 'same'
  if (standing.revision <= base) return 'kept'
  if (!isAnswered(standing.value)) return 'kept'
  return isAnswered(value) ? 'clash' : 'same'
}
