import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { reader } from '../../base/i18n/reader.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import { send } from '../../base/jobs.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { type Wish, wishes } from '../../base/things/bundling.ts'
import { everyone, type Viewer } from '../../base/viewer.ts'
import { facilitates } from '../../communities/access.ts'
import type { Community } from '../../communities/community.ts'
import { communityFor, communityToKeep } from '../../communities/reading.ts'
import { personOf } from '../../people/account.ts'
import type { Held } from './writing.ts'

/** For so many days a bundle can be downloaded; as many are listed. */
export const most = { days: 7, listed: 20 }

export const jobName = 'bundles.make'

/** Why one could not be made. */
export type WhyNot = 'too-large' | 'no-facilitator' | 'other'

export interface MadeBundle {
  ref: Ref
  state: 'asked' | 'made' | 'failed' | 'gone'
  why: WhyNot | null
  closed: boolean
  asked: string
  made: string | null
  /** The last moment at which it can be downloaded. */
  until: string | null
  bytes: number | null
}

export interface Bundles {
  community: Community
  /** The viewer facilitates it, and so may ask for one. */
  keeps: boolean
  wish: Wish
  /** How many of its members said what they wish. */
  chosen: number
  /** The newest first: for those who facilitate. */
  bundles: MadeBundle[]
}

/** Of a `bundle`: somebody wishes since that less of theirs goes along, or left; something in it was taken from sight, or what one of them said of a record taken back. */
export const isOverdue = sql<boolean>`(exists (
    select from jsonb_array_elements(bundle.holds) as held join person on person.thing = (held ->> 'person')::bigint
    left join bundle_wish on bundle_wish.community = bundle.community and bundle_wish.person = person.thing
    where left_at is not null or array_position(${wishes}::text[], coalesce(bundle_wish.wish, 'unnamed')) > array_position(${wishes}::text[], held ->> 'wish'))
  or exists (select from post join thread on thread.thing = post.thread where thread.community = bundle.community and hidden > bundle.made)
  or exists (
    select from use where person in (select (held ->> 'person')::bigint from jsonb_array_elements(bundle.holds) as held)
      and (withdrawn > bundle.made or hidden > bundle.made or changed > bundle.made and not named))
  or exists (select from value_story where value_story.community = bundle.community and (withdrawn > bundle.made or hidden > bundle.made))
  or exists (
    select from adoption where person in (select (held ->> 'person')::bigint from jsonb_array_elements(bundle.holds) as held) and ended > bundle.made))`

/** What goes along of the viewer's, and for those who facilitate what was made: 403 for whoever is not signed in, 404 as `communityFor`. Two queries. */
export async function bundlesOf(viewer: Viewer, slug: string): Promise<Bundles> {
  const community = await communityFor(viewer, slug)
  const me = personOf(viewer)
  dependsOn('communities')
  const keeps = facilitates(viewer, community)
  const { rows } = await sql<{ wish: Wish | null; chosen: number; bundles: MadeBundle[] }>`
    select (select wish from bundle_wish where bundle_wish.community = ${community.id} and person = ${me}) as wish,
      (select count(*)::int from bundle_wish join membership using (community, person) where community = ${community.id} and standing = 'member' and ended is null) as chosen,
      coalesce((select json_agg(one) from (
        select ref, case when state = 'made' and ${isOverdue} then 'gone' else state end as state, why, closed, asked, made, bytes, made + make_interval(days => ${most.days}) as until from bundle
        where ${keeps} and bundle.community = ${community.id} order by id desc limit ${most.listed}) as one), '[]') as bundles`.execute(
    db(),
  )
  const { wish, chosen, bundles } = rows[0]!
  return { community, keeps, wish: wish ?? 'unnamed', chosen, bundles }
}

/** Says what of one's own goes along from now on. */
export function choose(viewer: Viewer, slug: string, wish: string): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    const { id } = await communityFor(viewer, slug)
    const chosen = wishes.find((one) => one === wish) ?? refuse('invalid', 'bundle.wishMissing')
    await db()
      .insertInto('bundle_wish')
      .values({ community: id, person, wish: chosen })
      .onConflict((c) => c.columns(['community', 'person']).doUpdateSet({ wish: chosen, at: sql`now()` }))
      .execute()
  })
}

/**
 * Asks for a bundle, which the worker makes. Refuses whoever does not facilitate it, one that is not open yet, one
 * that is on its way already, and without what is `closed` a community that only its members may read.
 */
export function askForBundle(viewer: Viewer, slug: string, { closed }: { closed: boolean }): Promise<void> {
  return atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    if (community.state !== 'published') refuse('conflict', 'bundle.notOpen')
    if (community.circle !== everyone && !closed) refuse('invalid', 'bundle.allClosed')
    const { rows } = await sql<{ id: number }>`
      insert into bundle (ref, community, by, closed) values (${newRef()}, ${community.id}, ${personOf(viewer)}, ${closed})
      on conflict do nothing returning id`.execute(db())
    if (rows.length === 0) refuse('conflict', 'bundle.onItsWay')
    await audit(viewer, 'bundle.asked-for', community.id, { closed })
    await send(jobName, { bundle: rows[0]!.id, lang: reader().lang })
  })
}

/** A bundle to download, for those who facilitate now: 404 for others, and once its days are over or it is overdue. Noted each time. */
export function bundleFor(
  viewer: Viewer,
  slug: string,
  ref: string,
): Promise<{ key: string; bytes: number }> {
  return atomically(async () => {
    const community = await communityFor(viewer, slug)
    if (!facilitates(viewer, community)) missing()
    const { rows } = await sql<{ bytes: number; closed: boolean }>`
      select bytes, closed from bundle where community = ${community.id} and ref = ${ref} and state = 'made'
        and made > now() - make_interval(days => ${most.days}) and not ${isOverdue}`.execute(db())
    const { bytes, closed } = found(rows[0])
    if (!(await (await store()).has(keyOf(ref)))) missing()
    await audit(viewer, 'bundle.downloaded', community.id, { closed })
    return { key: keyOf(ref), bytes }
  })
}

/** Notes that a bundle was written, by the command line into a folder of its own, and tells its members. */
export function noteBundle(viewer: Viewer, slug: string, closed: boolean, held: Held[]): Promise<void> {
  return atomically(async () => {
    const { id } = await communityFor(viewer, slug)
    const { rows } = await sql<{ id: number }>`
      insert into bundle (ref, community, closed, state, made, holds)
      values (${newRef()}, ${id}, ${closed}, 'gone', now(), ${JSON.stringify(held)}::jsonb) returning id`.execute(
      db(),
    )
    await audit(viewer, 'bundle.made', id, { closed })
    await announce('bundle.made', { bundle: rows[0]!.id })
  })
}

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** A community was taken along. */
    'bundle.made': { bundle: number }
  }
}
