import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, attempt, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import { nameIn, thingNamed } from '../../base/things/naming.ts'
import type { Viewer } from '../../base/viewer.ts'
import { outside } from '../../ui/url.ts'
import { refusePaused } from '../deeds.ts'
import { communityFor } from '../reading.ts'
import { mayWork } from '../texts/access.ts'
import { practiceChanged } from '../texts/changed.ts'
import { mayTakeOut, most } from './item.ts'

export interface NewItem {
  /** The reference of something here, the address of its page, or an address elsewhere that begins with https. */
  address: string
  /** What is elsewhere goes by this. */
  title: string
  note: string
  /** The language of title and note. */
  lang: string
}

/**
 * Puts something into the library of a community. Refuses whoever does not belong, what is not here or not open
 * to them, an address elsewhere without a title or that does not begin with https, the community itself, what is
 * in it already, and more than it holds.
 */
export function putIn(viewer: Viewer, slug: string, { note, lang, ...item }: NewItem): Promise<void> {
  return atomically(async () => {
    const community = await communityFor(viewer, slug)
    refusePaused(community)
    if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    await sql`select from community where thing = ${community.id} for update`.execute(db())
    const { rows } = await sql<{ there: number }>`
      select count(*)::int as there from library_item where community = ${community.id} and removed is null`.execute(
      db(),
    )
    if (rows[0]!.there >= most.items) refuse('invalid', 'practice.libraryFull', { most: most.items })
    const meant = await meantBy(viewer, community.id, item)
    const made = await db()
      .insertInto('library_item')
      .values({
        community: community.id,
        ...meant,
        lang,
        note: note || null,
        by: viewer.kind === 'person' ? viewer.id : null,
      })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'practice.inAlready')
    await audit(viewer, 'library.item-put-in', community.id, { item: made!.id })
    await practiceChanged([], [community.id, ...(meant.target === undefined ? [] : [meant.target])])
  })
}

async function meantBy(
  viewer: Viewer,
  community: number,
  { address, title }: Pick<NewItem, 'address' | 'title'>,
): Promise<{ href?: string; title?: string; target?: number }> {
  const name = nameIn(address)
  if (name === undefined) {
    if (!/^https:\/\//i.test(address) || !outside(address)) refuse('invalid', 'practice.noAddress')
    if (!title) refuse('invalid', 'practice.titleForLink')
    return { href: new URL(address).href, title }
  }
  const thing = await thingNamed(viewer, name)
  if (!thing) return refuse('invalid', 'practice.noSuchThing')
  if (thing.id === community) refuse('invalid', 'practice.notItself')
  return { target: thing.id }
}

/** Takes something out; it can be brought back for thirty days. Refuses whoever neither put it in nor facilitates. */
export function takeOut(viewer: Viewer, slug: string, id: number): Promise<void> {
  return atomically(async () => {
    const { community, target } = await itemToMove(viewer, slug, id, false)
    await sql`update library_item set removed = now() where id = ${id}`.execute(db())
    await audit(viewer, 'library.item-taken-out', community, { item: id })
    await practiceChanged([], [community, ...(target === null ? [] : [target])])
  })
}

/** Brings back what was taken out. The refusals of `takeOut`, and where it was put in again meanwhile. */
export function putBack(viewer: Viewer, slug: string, id: number): Promise<void> {
  return atomically(async () => {
    const { community, target } = await itemToMove(viewer, slug, id, true)
    await attempt(() => sql`update library_item set removed = null where id = ${id}`.execute(db())).catch(
      (error: unknown) => {
        if ((error as { code?: string }).code === '23505') refuse('conflict', 'practice.inAlready')
        throw error
      },
    )
    await audit(viewer, 'library.item-put-back', community, { item: id })
    await practiceChanged([], [community, ...(target === null ? [] : [target])])
  })
}

async function itemToMove(
  viewer: Viewer,
  slug: string,
  id: number,
  out: boolean,
): Promise<{ community: number; target: number | null }> {
  const community = await communityFor(viewer, slug)
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<{ target: number | null; own: boolean }>`
    select target, (by is not null and by = ${me}) as own from library_item
    where id = ${id} and community = ${community.id}
      and ${out ? sql`removed > now() - make_interval(days => ${most.returning})` : sql`removed is null`} for update`.execute(
    db(),
  )
  const item = found(rows[0])
  if (!mayTakeOut(viewer, community, item)) refuse('forbidden', 'practice.notYours')
  return { community: community.id, target: item.target }
}
