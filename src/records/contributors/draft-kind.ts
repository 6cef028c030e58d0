import type { Kind } from '../../base/things/kinds.ts'
import { newcomerIsAsked } from './joining.ts'
import { writerLeft, writtenBy } from './leaving.ts'

/** A draft is in no list but its writers' own, and nobody finds it. */
export const draftKind: Kind = {
  kind: 'draft',
  noun: 'drafts',
  cards: async () => new Map(),
  searchable: async () => [],
  keptBy: writtenBy,
  keeperLeft: writerLeft,
  newcomer: newcomerIsAsked,
}
