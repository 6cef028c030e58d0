import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import { freeName, titleSlug } from '../../base/slug.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { refusePaused } from '../deeds.ts'
import { communityFor } from '../reading.ts'
import { mayKeep, mayWork } from '../texts/access.ts'
import { practiceChanged } from '../texts/changed.ts'
import type { Saying } from '../texts/text.ts'
import { restoreText, saveText } from '../texts/writing.ts'
import { pageFor, standingPage } from './reading.ts'

/** So many pages a community writes at most. */
const mostPages = 500

/** Begins a page. Refuses whoever does not belong, and too many; else as `saveText`. Gives the end of its address, which it keeps. */
export function startPage(viewer: Viewer, slug: string, saying: Saying): Promise<string> {
  return atomically(async () => {
    const community = await communityFor(viewer, slug)
    refusePaused(community)
    if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
    await sql`select from community where thing = ${community.id} for update`.execute(db())
    const there = await db().selectFrom('page').select('slug').where('community', '=', community.id).execute()
    if (there.length >= mostPages) refuse('invalid', 'practice.pagesFull', { most: mostPages })
    const name = freeName(titleSlug(saying.title, 'page'), new Set(['new', ...there.map((one) => one.slug)]))
    const { id } = await makeThing({ kind: 'page', circle: community.circle })
    await db().insertInto('page').values({ thing: id, community: community.id, slug: name }).execute()
    await saveText(viewer, id, { ...saying, version: 0 })
    await audit(viewer, 'page.started', id)
    await practiceChanged([id], [community.id])
    return name
  })
}

/** Saves a page. Refuses whoever does not belong; else as `saveText`. */
export function changePage(viewer: Viewer, slug: string, name: string, saying: Saying): Promise<void> {
  return atomically(async () => {
    const id = await pageToChange(viewer, slug, name)
    await saveText(viewer, id, saying)
    await audit(viewer, 'page.changed', id)
    await practiceChanged([id])
  })
}

/** Brings an older version of a page back as the newest. The refusals of `changePage`. */
export function restorePage(viewer: Viewer, slug: string, name: string, number: number): Promise<void> {
  return atomically(async () => {
    const id = await pageToChange(viewer, slug, name)
    await restoreText(viewer, id, number)
    await audit(viewer, 'page.restored', id, { number })
    await practiceChanged([id])
  })
}

async function pageToChange(viewer: Viewer, slug: string, name: string): Promise<number> {
  const { id, community } = await pageFor(viewer, slug, name)
  refusePaused(community)
  if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
  return id
}

/** Takes a page away: 410 until it is brought back. Refuses whoever does not facilitate the community. */
export function takePageAway(viewer: Viewer, slug: string, name: string): Promise<void> {
  return setPage(viewer, slug, name, { state: 'withdrawn', act: 'page.taken-away' })
}

/** Brings back a page that was taken away. Refuses whoever does not facilitate the community. */
export function bringPageBack(viewer: Viewer, slug: string, name: string): Promise<void> {
  return setPage(viewer, slug, name, { state: 'published', act: 'page.brought-back' })
}

function setPage(
  viewer: Viewer,
  slug: string,
  name: string,
  { state, act }: { state: 'withdrawn' | 'published'; act: 'page.taken-away' | 'page.brought-back' },
): Promise<void> {
  return atomically(async () => {
    const { id, community } = await standingPage(viewer, slug, name)
    if (!mayKeep(viewer, community)) refuse('forbidden', 'practice.facilitatorsOnly')
    await db().updateTable('thing').set({ state }).where('id', '=', id).execute()
    await audit(viewer, act, id)
    await practiceChanged([id], [community.id])
  })
}
