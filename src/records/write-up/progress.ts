import { missing } from '../../base/refusal.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import type { Viewer } from '../../base/viewer.ts'
import { passagesOf, type WriteUp, writeUpFor } from './reading.ts'
import { type Passage, waitedUntil } from './write-up.ts'

/** What came of asking those whom a draft quotes, for whoever writes it. */
export interface Progress {
  one: WriteUp
  passages: Passage[]
  source: Card | undefined
  /** The last day on which silence is waited for. */
  until: Date
}

/** The refusals of `writeUpFor`; 404 for one that is arranged still. */
export async function progressOf(viewer: Viewer, ref: string): Promise<Progress> {
  const { one } = await writeUpFor(viewer, ref)
  if (!one.asked) return missing()
  const [source] = await cardsOf(viewer, [one.source])
  const until = waitedUntil(one.asked)
  return { one, passages: await passagesOf(one), source, until }
}
