import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type Delivery, type Hook, type HookOwner, most } from './hook.ts'
import { hookColumns, hookFor, isOf, type OwnerAsked, ownerFor } from './owning.ts'

/** A hook in a list, with what came of its last delivery. */
export interface ListedHook extends Hook {
  last: Pick<Delivery, 'state' | 'at' | 'status' | 'fault'> | null
}

/** Hooks of an owner, the newest first; there are ten at most. The refusals of `ownerFor`. */
export async function hooksOf(
  viewer: Viewer,
  asked: OwnerAsked,
): Promise<{ owner: HookOwner; hooks: ListedHook[] }> {
  const owner = await ownerFor(viewer, asked)
  const { rows } = await sql<ListedHook>`
    select ${hookColumns}, (select json_build_object('state', state, 'at', at, 'status', status, 'fault', fault)
      from hook_delivery where hook_delivery.hook = hook.id order by hook_delivery.id desc limit 1) as last
    from hook left join community on community.thing = hook.community where ${isOf(owner)} order by hook.id desc`.execute(
    db(),
  )
  return { owner, hooks: rows }
}

export interface HookShown {
  hook: Hook
  deliveries: Delivery[]
  total: number
}

/** A hook with a page of its deliveries, the newest first. 404 for one the viewer does not keep. Two queries. */
export async function hookShown(viewer: Viewer, id: number, page: number): Promise<HookShown> {
  const hook = await hookFor(viewer, id)
  const { rows } = await sql<Delivery & { total: number }>`
    select id, message, event, at, state, tries, next_try as "nextTry", tried, status, fault, count(*) over ()::int as total
    from hook_delivery where hook = ${id} order by id desc limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(
    db(),
  )
  return {
    hook,
    deliveries: rows.map(({ total: _, ...delivery }) => delivery),
    total: rows[0]?.total ?? 0,
  }
}
