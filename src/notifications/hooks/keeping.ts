import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { config } from '../../base/config.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { InterfaceLanguage } from '../../base/i18n/reader.ts'
import { newRef } from '../../base/ids.ts'
import { send } from '../../base/jobs.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Hook, type HookEvent, type HookKind, most, type Rhythm } from './hook.ts'
import { hookFor, isOf, type OwnerAsked, ownerFor } from './owning.ts'
import { newNonce, sealAddress, signingSecret } from './secrets.ts'

export interface HookWish {
  kind: HookKind
  name: string
  /** Where it is told; empty keeps the one there is. */
  address: string
  events: HookEvent[]
  lang: InterfaceLanguage
  rhythm: Rhythm
}

/** The kept address and what is shown of it. Refuses what is no address, names somebody, or is not HTTPS where we are. */
async function addressed(address: string): Promise<{ sealed: string; host: string }> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return refuse('invalid', 'hooks.noAddress')
  if (url.protocol !== 'https:' && config().PUBLIC_URL?.startsWith('https:'))
    refuse('invalid', 'hooks.onlyHttps')
  return { sealed: await sealAddress(url.href), host: url.host }
}

/** Of a chat each or daily; a program is always told of each. */
const rhythmOf = ({ kind, rhythm }: Pick<HookWish, 'kind' | 'rhythm'>): Rhythm =>
  kind === 'signed' ? 'each' : rhythm

/**
 * Makes a hook. Refuses whoever may not keep hooks there, more than stand at a time, and an address that will not
 * do. Gives its id and the secret its messages are signed with, which is not shown again.
 */
export async function makeHook(
  viewer: Viewer,
  asked: OwnerAsked,
  wish: HookWish,
): Promise<{ id: number; secret: string | undefined }> {
  const { sealed, host } = await addressed(wish.address)
  return atomically(async () => {
    const owner = await ownerFor(viewer, asked)
    await sql`select pg_advisory_xact_lock(hashtext(${`hooks ${JSON.stringify(asked)}`}))`.execute(db())
    const { rows: there } = await sql<{
      count: number
    }>`select count(*)::int as count from hook where ${isOf(owner)}`.execute(db())
    if (there[0]!.count >= most.hooks) refuse('conflict', 'hooks.tooMany', { most: most.hooks })
    const nonce = newNonce()
    const { rows } = await sql<{ id: number }>`
      insert into hook (community, person, kind, name, address, host, events, lang, rhythm, nonce, by)
      values (${owner.of === 'community' ? owner.id : null}, ${owner.of === 'person' ? owner.id : null}, ${wish.kind}, ${wish.name},
        ${sealed}, ${host}, ${wish.events}, ${wish.lang}, ${rhythmOf(wish)}, ${nonce}, ${personOf(viewer)}) returning id`.execute(
      db(),
    )
    const { id } = rows[0]!
    const concerned = owner.of === 'community' || owner.of === 'person' ? owner.id : undefined
    await audit(viewer, 'hook.made', concerned, { hook: id, kind: wish.kind, host, events: wish.events })
    return { id, secret: wish.kind === 'signed' ? signingSecret(nonce) : undefined }
  })
}

/** The thing an act on a hook is written down under. */
const concernOf = ({ owner }: Hook): number | undefined => (owner.of === 'site' ? undefined : owner.id)

/** Changes what it is told and where; its kind stays. 404 for one the viewer does not keep; else as `makeHook`. */
export async function changeHook(viewer: Viewer, id: number, wish: Omit<HookWish, 'kind'>): Promise<void> {
  const moved = wish.address ? await addressed(wish.address) : undefined
  await atomically(async () => {
    const hook = await hookFor(viewer, id, { lock: true })
    const rhythm = rhythmOf({ ...wish, kind: hook.kind })
    await sql`
      update hook set name = ${wish.name}, events = ${wish.events}, lang = ${wish.lang}, rhythm = ${rhythm} where id = ${id}`.execute(
      db(),
    )
    if (moved)
      await sql`update hook set address = ${moved.sealed}, host = ${moved.host}, failing_since = null where id = ${id}`.execute(
        db(),
      )
    await audit(viewer, 'hook.changed', concernOf(hook), {
      hook: id,
      events: wish.events,
      ...(moved && { host: moved.host }),
    })
  })
}

/** Gives it another secret; the one before signs as well for a day. Refuses a chat, which has none. Gives the new one, once. */
export function rotateSecret(viewer: Viewer, id: number): Promise<string> {
  return atomically(async () => {
    const hook = await hookFor(viewer, id, { lock: true })
    if (hook.kind !== 'signed') refuse('conflict', 'hooks.noSecret')
    const nonce = newNonce()
    await sql`update hook set nonce_before = nonce, nonce = ${nonce}, nonce_changed = now() where id = ${id}`.execute(
      db(),
    )
    await audit(viewer, 'hook.secret-changed', concernOf(hook), { hook: id })
    return signingSecret(nonce)
  })
}

/** Turns it off or on again. What happened while it was off is not told later. */
export function switchHook(viewer: Viewer, id: number, on: boolean): Promise<void> {
  return atomically(async () => {
    const hook = await hookFor(viewer, id, { lock: true })
    await sql`
      update hook set off = ${on ? null : sql`coalesce(off, now())`}, off_why = ${on ? null : sql`coalesce(off_why, 'chosen')`}, failing_since = null
      where id = ${id}`.execute(db())
    await audit(viewer, on ? 'hook.turned-on' : 'hook.turned-off', concernOf(hook), { hook: id })
    if (on) await send('hooks.deliver')
  })
}

/** Takes it away, with what is noted of its deliveries. */
export function removeHook(viewer: Viewer, id: number): Promise<Hook> {
  return atomically(async () => {
    const hook = await hookFor(viewer, id, { lock: true })
    await sql`delete from hook where id = ${id}`.execute(db())
    await audit(viewer, 'hook.removed', concernOf(hook), { hook: id, host: hook.host })
    return hook
  })
}

/** Sends it a message that says nothing but that it is a test. Refuses while one waits, and one that is off. */
export function testHook(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    const hook = await hookFor(viewer, id, { lock: true })
    if (hook.off) refuse('conflict', 'hooks.isOff')
    const { rows } = await sql`
      select from hook_delivery where hook = ${id} and event = 'test' and state = 'waiting'`.execute(db())
    if (rows[0]) refuse('conflict', 'hooks.testWaits')
    await sql`insert into hook_delivery (hook, event, once) values (${id}, 'test', ${`test ${newRef()}`})`.execute(
      db(),
    )
    await send('hooks.deliver')
  })
}

/** Tries a delivery again at once, under the same name. 404 for one that is not of a hook the viewer keeps. */
export function retryDelivery(viewer: Viewer, id: number, delivery: number): Promise<void> {
  return atomically(async () => {
    const hook = await hookFor(viewer, id, { lock: true })
    if (hook.off) refuse('conflict', 'hooks.isOff')
    const { rows } = await sql<{ id: number }>`
      update hook_delivery set state = 'waiting', next_try = now(), tries = least(tries, 1)
      where id = ${delivery} and hook = ${id} and state in ('failed', 'waiting', 'delivered') returning id`.execute(
      db(),
    )
    await audit(viewer, 'hook.retried', concernOf(hook), { hook: id, delivery: found(rows[0]).id })
    await send('hooks.deliver')
  })
}
