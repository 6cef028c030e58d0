import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import { nameIn, thingNamed } from '../base/things/naming.ts'
import type { Viewer } from '../base/viewer.ts'
import { outside } from '../ui/url.ts'
import { type Collection, most } from './collection.ts'
import { collectionChanged, collectionToChange } from './keeping.ts'
import { refuseRing } from './nesting.ts'

export interface NewItem {
  /** The reference of something here, the address of its page, or an address elsewhere. */
  address: string
  /** What is elsewhere goes by this. */
  title: string
  note: string
  /** The language of title and note. */
  lang: string
}

/**
 * Puts one more thing at the end. Refuses whoever may not change it, what is not here or not open to them,
 * what is in it already, an address that does not begin with https, a ring, and more than 500.
 */
export function addItem(viewer: Viewer, ref: string, item: NewItem): Promise<void> {
  return atomically(async () => {
    const collection = await collectionToChange(viewer, ref)
    const { rows } = await sql<{ there: number; last: number }>`
      select count(*)::int as there, coalesce(max(position), 0) as last from collection_item
      where collection = ${collection.id} and removed is null`.execute(db())
    if (rows[0]!.there >= most.items) refuse('invalid', 'collections.full', { most: most.items })
    const made = await db()
      .insertInto('collection_item')
      .values({
        collection: collection.id,
        position: rows[0]!.last + 1,
        note: asJson(withWords(null, item.lang, item.note)),
        ...(await meantBy(viewer, collection, item)),
      })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'collections.alreadyIn')
    await audit(viewer, 'collection.item-added', collection.id)
    await collectionChanged(collection.id)
  })
}

const asJson = (text: Text | null): string | null => text && JSON.stringify(text)

async function meantBy(viewer: Viewer, { id }: Collection, { address, title, lang }: NewItem) {
  const name = nameIn(address)
  if (name === undefined) {
    if (!/^https:\/\//i.test(address) || !outside(address)) refuse('invalid', 'collections.noAddress')
    if (!title) refuse('invalid', 'collections.titleForLink')
    return { href: new URL(address).href, title: asJson(withWords(null, lang, title)) }
  }
  const thing = await thingNamed(viewer, name)
  if (!thing) return refuse('invalid', 'collections.noSuchThing')
  if (thing.kind === 'collection') await refuseRing(viewer, id, thing.id)
  return { target: thing.id }
}

/** An item of a collection that the viewer may change, both held. Refuses one that was taken out meanwhile. */
async function itemToChange(viewer: Viewer, ref: string, id: number) {
  const collection = await collectionToChange(viewer, ref)
  const item = await db()
    .selectFrom('collection_item')
    .select(['id', 'target', 'note', 'version'])
    .where('id', '=', id)
    .where('collection', '=', collection.id)
    .where('removed', 'is', null)
    .executeTakeFirst()
  return { collection, item: item ?? refuse('conflict', 'collections.itemGone') }
}

export const ways = ['up', 'down', 'first', 'last'] as const
export type Way = (typeof ways)[number]

/** Moves an item one step or to an end. The refusals of `itemToChange`. */
export function moveItem(viewer: Viewer, ref: string, id: number, way: Way): Promise<void> {
  return atomically(async () => {
    const { collection } = await itemToChange(viewer, ref, id)
    const { rows } = await sql<{ id: number }>`
      select id from collection_item where collection = ${collection.id} and removed is null order by position, id`.execute(
      db(),
    )
    const order = rows.map((row) => row.id).filter((one) => one !== id)
    const at = rows.findIndex((row) => row.id === id)
    order.splice({ up: Math.max(0, at - 1), down: at + 1, first: 0, last: order.length }[way], 0, id)
    await sql`
      update collection_item set position = moved.position
      from unnest(${order}::bigint[]) with ordinality as moved (id, position) where collection_item.id = moved.id`.execute(
      db(),
    )
    await audit(viewer, 'collection.item-moved', collection.id)
    await collectionChanged(collection.id)
  })
}

/** Says another note. Refuses a form that was drawn before another change of it. */
export function noteItem(
  viewer: Viewer,
  ref: string,
  id: number,
  { note, lang, version }: { note: string; lang: string; version: number },
): Promise<void> {
  return atomically(async () => {
    const { collection, item } = await itemToChange(viewer, ref, id)
    if (item.version !== version) refuse('conflict', 'collections.staleNote')
    await db()
      .updateTable('collection_item')
      .set({ note: asJson(withWords(item.note as Text | null, lang, note)), version: version + 1 })
      .where('id', '=', id)
      .execute()
    await audit(viewer, 'collection.item-noted', collection.id)
    await collectionChanged(collection.id)
  })
}

/** Takes an item out; for thirty days it can be brought back. */
export function removeItem(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const { collection, item } = await itemToChange(viewer, ref, id)
    await sql`delete from collection_item where removed < now() - interval '30 days'`.execute(db())
    await sql`update collection_item set removed = now() where id = ${id}`.execute(db())
    await audit(viewer, 'collection.item-removed', collection.id)
    await collectionChanged(collection.id, item.target === null ? [] : [item.target])
  })
}

/** Brings an item back to where it stood. Refuses what is in it again, a ring, and more than 500. */
export function returnItem(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const collection = await collectionToChange(viewer, ref)
    const { rows } = await sql<{ target: number | null; kind: string | null; again: boolean; there: number }>`
      select item.target, target.kind,
        exists (select from collection_item as other where other.collection = item.collection and other.target = item.target and other.removed is null) as again,
        (select count(*)::int from collection_item as other where other.collection = item.collection and other.removed is null) as there
      from collection_item as item left join thing as target on target.id = item.target
      where item.id = ${id} and item.collection = ${collection.id} and item.removed is not null`.execute(db())
    const item = rows[0] ?? refuse('conflict', 'collections.itemGone')
    if (item.again) refuse('conflict', 'collections.alreadyIn')
    if (item.there >= most.items) refuse('invalid', 'collections.full', { most: most.items })
    if (item.kind === 'collection' && item.target !== null)
      await refuseRing(viewer, collection.id, item.target)
    await sql`update collection_item set removed = null where id = ${id}`.execute(db())
    await audit(viewer, 'collection.item-returned', collection.id)
    await collectionChanged(collection.id)
  })
}
