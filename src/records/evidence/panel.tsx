import type { Panel } from '../../base/things/kinds.ts'
import { evidenceAsked, type Shown } from './showing.ts'
import { DoesItWork } from './views/DoesItWork.tsx'

/** On the page of a record: what came of it, and the way to say so. */
export const evidencePanel: Panel = {
  on: ['record'],
  asked: evidenceAsked,
  drawn: (viewer, of, shown: Shown | null) =>
    shown ? <DoesItWork of={of} shown={shown} signedIn={viewer.kind === 'person'} /> : null,
}
