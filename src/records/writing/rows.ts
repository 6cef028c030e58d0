import { randomUUID } from 'node:crypto'
import { atomically } from '../../base/database/database.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { nextRow } from './asking.ts'
import { lastPlace } from './assembling.ts'
import { draftFor } from './drafts.ts'
import { pathOf } from './path.ts'
import { saveAnswers } from './saving.ts'
import { answersOf } from './standing.ts'

/** Adds an empty row to a group, after the others; gives its path. */
export function addRow(viewer: Viewer, ref: string, group: string): Promise<string> {
  return atomically(async () => {
    const draft = await draftFor(viewer, ref)
    const row = nextRow(await answersOf(draft), personOf(viewer))(group)
    const path = pathOf({ group, row })
    await place(viewer, ref, path, lastPlace + draft.revision + 1)
    return path
  })
}

/** Takes a row out with all that is in it; it can be put back. */
export const takeOutRow = (viewer: Viewer, ref: string, path: string): Promise<void> =>
  place(viewer, ref, path, null)

/** Puts a row back that was taken out, after the others. */
export const putBackRow = (viewer: Viewer, ref: string, path: string): Promise<void> =>
  atomically(async () => {
    const { revision } = await draftFor(viewer, ref)
    await place(viewer, ref, path, lastPlace + revision + 1)
  })

function place(viewer: Viewer, ref: string, path: string, value: number | null): Promise<void> {
  return atomically(async () => {
    const { revision } = await draftFor(viewer, ref)
    const change = { id: randomUUID(), path, value, base: revision }
    await saveAnswers(viewer, ref, { since: revision, changes: [change] })
  })
}
