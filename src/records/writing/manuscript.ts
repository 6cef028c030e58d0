import type { Viewer } from '../../base/viewer.ts'
import { assemble, type Written } from './assembling.ts'
import { check, type Finding } from './checking.ts'
import { contentOf } from './content.ts'
import { asCredits } from './contributors.ts'
import { type Draft, draftFor, lockDraft } from './drafts.ts'
import { type Parts, partsOf } from './parts.ts'

/** A draft put together as the version it would be. */
export interface Whole extends Omit<Parts, 'standing'> {
  draft: Draft
  written: Written
  content: ReturnType<typeof contentOf>
  /** The words that stand at a path. */
  words: (path: string) => string
}

/** The same with what the checks say of it. */
export interface Manuscript extends Whole {
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
  const whole = await wholeOf(draft, basisFor)
  return { ...whole, findings: await check(viewer, whole) }
}

/** Without the checks, in one query: for reading it. */
export async function wholeOf(draft: Draft, basisFor: Viewer): Promise<Whole> {
  const { standing, ...parts } = await partsOf(basisFor, draft)
  const written = assemble(draft.definition, standing)
  const contributors = asCredits(parts.contributors)
  const content = contentOf(written, { ...draft, contributors, basis: parts.basis?.content })
  const words = (path: string) => String(standing.get(path)?.value ?? '')
  return { ...parts, draft, written, content, words }
}

/** Whether its record has a newer version than the one that it set out from. */
export const hasMovedOn = ({ draft, basis }: Whole): boolean =>
  basis !== undefined && draft.record !== null && basis.number > draft.record.basis
