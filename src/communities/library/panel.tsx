import type { Panel } from '../../base/things/kinds.ts'
import { type LibrariesAround, librariesAsked } from './around.ts'
import { InLibraries } from './views/InLibraries.tsx'

/** On the page of another thing; nothing where no community keeps it and the reader belongs to none. */
export const librariesPanel: Panel = {
  asked: librariesAsked,
  drawn: (_viewer, of, around: LibrariesAround) =>
    around.keptBy.length + around.mine.length > 0 ? <InLibraries of={of} around={around} /> : null,
}
