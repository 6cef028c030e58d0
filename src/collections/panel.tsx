import type { Panel } from '../base/things/kinds.ts'
import { type Around, aroundAsked } from './around.ts'
import { CollectionsAround } from './views/CollectionsAround.tsx'

/** On the page of another thing; nothing for strangers where it stands in no collection they may see. */
export const collectionsPanel: Panel = {
  asked: aroundAsked,
  drawn: (viewer, of, around: Around) =>
    around.standsIn.length > 0 || viewer.kind === 'person' ? (
      <CollectionsAround of={of} around={around} signedIn={viewer.kind === 'person'} />
    ) : null,
}
