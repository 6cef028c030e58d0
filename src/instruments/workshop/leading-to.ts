import type { Fault } from '../../base/import.ts'
import { applyChanges } from '../applying.ts'
import type { Change } from '../changes.ts'
import type { Definition } from '../definition.ts'
import { extensionFaults } from '../extending.ts'
import type { Whole } from './proposal.ts'
import { translating } from './translating.ts'

export interface LeadsTo {
  /** There is one only when there is no fault. */
  next?: Definition
  faults: Fault[]
  changes: Change[]
}

/** What an edition is called that is not adopted yet. */
const unnamed = 'proposed'

type Doing = Pick<Whole, 'kind' | 'words' | 'last' | 'extended'> & { steps: Change[] }

/**
 * What a proposal makes of what it begins from, or every fault with its place. An extension is held to what
 * the shared questions mean.
 */
export function leadingTo({ kind, steps, words, last, extended }: Doing, edition = unnamed): LeadsTo {
  const changes = kind === 'translation' ? translating(last, words) : steps
  const { definition: next, faults } = applyChanges(last, edition, changes)
  if (!next) return { faults, changes }
  const breaches = kind === 'extension' ? extensionFaults(next, extended) : []
  return breaches.length ? { faults: breaches, changes } : { next, faults: [], changes }
}

/** A questionnaire that shares everything with the one it builds on, before anything is done to it. */
export function extensionOf(
  extended: Definition,
  { slug, name, lang }: { slug: string; name: string; lang: string },
): Definition {
  const { modules: _m, moduleOf: _o, summary: _s, ...shared } = structuredClone(extended)
  const first = extended.languages[0]!
  return {
    ...shared,
    slug,
    edition: '1',
    title: { ...(lang !== first && { [lang]: name }), [first]: name },
    extends: { slug: extended.slug, edition: extended.edition },
  }
}
