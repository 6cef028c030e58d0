import type { Viewer } from '../../base/viewer.ts'
import type { Content } from '../interchange.ts'
import { recordFor } from '../reading.ts'
import { assemble, type Written } from './assembling.ts'
import { check, type Finding } from './checking.ts'
import { type Clash, clashesOf } from './clashes.ts'
import { contentOf } from './content.ts'
import { asCredits, contributorsOf, type DraftContributor } from './contributors.ts'
import { type Draft, draftFor, lockDraft } from './drafts.ts'
import { answersOf } from './standing.ts'

/** A draft put together as the version it would be, with what the checks say of it. */
export interface Manuscript {
  draft: Draft
  written: Written
  contributors: DraftContributor[]
  clashes: Clash[]
  content: ReturnType<typeof contentOf>
  findings: Finding[]
}

/** Everything of a draft for those who write it. `lock` holds it until the transaction is over. */
export async function manuscriptFor(viewer: Viewer, ref: string, { lock = false } = {}): Promise<Manuscript> {
  const draft = await draftFor(viewer, ref)
  if (lock) await lockDraft(draft)
  return manuscriptOf(viewer, draft)
}

/** The same of a draft that whoever asks may read; `basisFor` is who may see the version that it changes. */
export async function manuscriptOf(viewer: Viewer, draft: Draft, basisFor = viewer): Promise<Manuscript> {
  const written = assemble(draft.definition, await answersOf(draft))
  const contributors = await contributorsOf(draft)
  const clashes = await clashesOf(draft)
  const basis = draft.record ? await basisOf(basisFor, draft.record.ref) : undefined
  const content = contentOf(written, { ...draft, contributors: asCredits(contributors), basis })
  const findings = await check(viewer, draft, written, { content, clashes })
  return { draft, written, contributors, clashes, content, findings }
}

async function basisOf(viewer: Viewer, ref: string): Promise<Content> {
  const { content, credits, edition } = await recordFor(viewer, ref)
  return { ...content, edition, contributors: credits }
}
