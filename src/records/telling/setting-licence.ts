import { randomUUID } from 'node:crypto'
import type { Viewer } from '../../base/viewer.ts'
import { draftFor } from '../writing/drafts.ts'
import { headPath, type licences } from '../writing/head.ts'
import { saveAnswers } from '../writing/saving.ts'

/** Says what others may do with a story, as the form of a draft does. The refusals of `draftFor`. */
export async function setLicence(
  viewer: Viewer,
  ref: string,
  licence: (typeof licences)[number],
): Promise<void> {
  const { revision } = await draftFor(viewer, ref)
  const change = { id: randomUUID(), path: headPath('licence'), value: licence, base: revision }
  await saveAnswers(viewer, ref, { since: revision, changes: [change] })
}
