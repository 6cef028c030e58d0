import type { Viewer } from '../../base/viewer.ts'
import { quotesOf } from '../write-up/checking.ts'
import { assemble } from './assembling.ts'
import { clashesOf } from './clashes.ts'
import { ownDraftFor } from './drafts.ts'
import { railOf } from './section-view.ts'
import { answersOf } from './standing.ts'
import type { DraftPageProps } from './views/DraftPage.tsx'

/** A draft as a whole, for those who write it. Four queries. */
export async function overviewOf(viewer: Viewer, ref: string): Promise<DraftPageProps> {
  const draft = await ownDraftFor(viewer, ref)
  const written = assemble(draft.definition, await answersOf(draft))
  return {
    draft,
    rail: railOf(draft, written),
    own: viewer.kind === 'person' && draft.writers[0]?.id === viewer.id,
    clashes: (await clashesOf(draft)).length,
    quotes: await quotesOf(draft),
  }
}
