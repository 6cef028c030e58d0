import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { organisationChanged, organisationFor } from './organisations.ts'
import { refuseRing } from './ring.ts'

/** Says yes to an organisation that asks to be a branch. Refuses whoever does not keep the parent, and what has come above it meanwhile; 404 if it does not ask. */
export function acceptBranch(viewer: Viewer, slug: string, branch: string): Promise<void> {
  return atomically(async () => {
    const { id, keeps } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const { rows } = await sql<{ thing: number }>`
      update organisation set parent = asks_parent, asks_parent = null
      where slug = ${branch} and asks_parent = ${id} returning thing`.execute(db())
    const { thing } = found(rows[0])
    await refuseRing(thing, id)
    await audit(viewer, 'branch.accepted', thing, { parent: id })
    await organisationChanged(thing)
  })
}

/** Says no to it, or ends that it is one. Refuses whoever does not keep the parent; 404 for what is neither. */
export function endBranch(viewer: Viewer, slug: string, branch: string): Promise<void> {
  return atomically(async () => {
    const { id, keeps } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const below = await organisationFor(viewer, branch)
    await partFrom(viewer, below.id, id)
  })
}

/** Takes back that it asks to be a branch, or ends that it is one. Refuses whoever does not keep the branch. */
export function leaveParent(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const { id, keeps, parent, asksParent } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const above = await organisationFor(viewer, found(asksParent ?? parent).slug)
    await partFrom(viewer, id, above.id)
  })
}

async function partFrom(viewer: Viewer, branch: number, parent: number): Promise<void> {
  const { rows } = await sql`
    update organisation set parent = null, asks_parent = null
    where thing = ${branch} and ${parent} in (parent, asks_parent) returning thing`.execute(db())
  found(rows[0])
  await audit(viewer, 'branch.ended', branch, { parent })
  await organisationChanged(branch)
}
