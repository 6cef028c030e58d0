import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { announce } from '../base/outbox/announce.ts'
import { missing, refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { everyone, members, type Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import type { Audience } from '../people/profile.ts'
import { savedQuery } from '../search/saved.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import type { Collection } from './collection.ts'
import { collectionFor, standingCollection } from './reading.ts'

export interface Said {
  title: string
  introduction: string
  /** The language both are in. */
  lang: string
  audience: Audience
  /** Codes or names, one on each line. */
  places: string
  /** Addresses or names, one on each line. */
  topics: string
  /** The address of a search; empty for none. */
  rule: string
}

/** Starts a collection, which whoever does keeps. Refuses what is no place, topic or search. Gives its reference. */
export function startCollection(viewer: Viewer, said: Said): Promise<Ref> {
  return atomically(async () => {
    const keeper = personOf(viewer)
    const { id, ref } = await makeThing({
      kind: 'collection',
      circle: await circleFor(keeper, said.audience),
    })
    await db()
      .insertInto('collection')
      .values({ thing: id, keeper, ...(await storedOf(viewer, said, null)) })
      .execute()
    await setAbout(id, await subjectsOf(viewer, said))
    await audit(viewer, 'collection.started', id)
    await collectionChanged(id)
    return ref
  })
}

/**
 * Changes what it says of itself. Refuses whoever may not, a form that was drawn before another change,
 * and to close it to all but its keeper by anybody else.
 */
export function changeCollection(
  viewer: Viewer,
  ref: string,
  { version, ...said }: Said & { version: number },
): Promise<void> {
  return atomically(async () => {
    const collection = await collectionToChange(viewer, ref)
    if (collection.version !== version) refuse('conflict', 'collections.stale')
    if (said.audience === 'me' && !collection.mine) refuse('invalid', 'collections.notYourOwn')
    await db()
      .updateTable('collection')
      .set(await storedOf(viewer, said, collection))
      .where('thing', '=', collection.id)
      .execute()
    const circle = await circleFor(collection.keeper?.id ?? 0, said.audience)
    await db().updateTable('thing').set({ circle }).where('id', '=', collection.id).execute()
    await setAbout(collection.id, await subjectsOf(viewer, said))
    await audit(viewer, 'collection.changed', collection.id)
    await collectionChanged(collection.id)
  })
}

/** Takes it down: 410 from now on, until it is brought back. Refuses whoever may not change it. */
export function takeDown(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const { id } = await collectionToChange(viewer, ref)
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    await audit(viewer, 'collection.taken-down', id)
    await collectionChanged(id)
  })
}

/** Brings back one that was taken down. Refuses whoever may not change it. */
export function bringBack(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const { id, keeps } = await standingCollection(viewer, ref)
    if (!keeps) refuse('forbidden', 'collections.notKeeper')
    await db().updateTable('thing').set({ state: 'published' }).where('id', '=', id).execute()
    await audit(viewer, 'collection.brought-back', id)
    await collectionChanged(id)
  })
}

/** A curator keeps from now on what nobody keeps. Refuses others, and where somebody does. */
export function takeOn(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const { id, keeps, keeper } = await collectionToChange(viewer, ref)
    if (!keeps) refuse('forbidden', 'collections.notKeeper')
    if (keeper && !keeper.left) refuse('conflict', 'collections.kept')
    await db()
      .updateTable('collection')
      .set({ keeper: personOf(viewer) })
      .where('thing', '=', id)
      .execute()
    await audit(viewer, 'collection.taken-on', id)
    await collectionChanged(id)
  })
}

/** Whether the viewer could take on what nobody keeps. */
export const mayTakeOn = (viewer: Viewer, { keeps, keeper }: Collection): boolean =>
  viewer.kind === 'person' && keeps && (keeper === null || keeper.left)

/** The collection, held until the transaction is over. Refuses whoever may not change it. */
export async function collectionToChange(viewer: Viewer, ref: string): Promise<Collection> {
  const { id } = await collectionFor(viewer, ref)
  await sql`select from collection where thing = ${id} for update`.execute(db())
  // Once more: what was read before it was held may have changed.
  const collection = await collectionFor(viewer, ref)
  if (!collection.keeps) refuse('forbidden', 'collections.notKeeper')
  return collection
}

async function storedOf(
  viewer: Viewer,
  { title, introduction, lang, rule }: Said,
  before: { title: Text; introduction: Text | null; rule: string | null } | null,
) {
  const said = withWords(before?.introduction ?? null, lang, introduction)
  return {
    title: JSON.stringify(withWords(before?.title ?? null, lang, title)),
    introduction: said && JSON.stringify(said),
    rule: rule ? await savedQuery(viewer, rule) : null,
  }
}

async function circleFor(keeper: number, audience: Audience): Promise<number> {
  if (audience !== 'me') return audience === 'members' ? members : everyone
  const own = await db().selectFrom('person').select('circle').where('thing', '=', keeper).executeTakeFirst()
  return own?.circle ?? missing()
}

/** Says that it changed, and so did the pages of what is in it; `also` are things that are in it no longer. */
export async function collectionChanged(id: number, also: number[] = []): Promise<void> {
  await sql`update collection set version = version + 1 where thing = ${id}`.execute(db())
  const { rows } = await sql<{ ref: Ref }>`
    with moved as (update thing set changed = now() where id = ${id} returning ref)
    select ref from moved union all
    select ref from thing where id = any(${also}::bigint[]) or id in (
      select target from collection_item where collection = ${id} and removed is null)`.execute(db())
  await changed(...rows.map(({ ref }) => ref), 'collections', 'things')
  await announce('thing.changed', { ids: [id] })
}
