import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import { kindOf } from '../base/things/kinds.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { facilitates, moderates } from '../communities/access.ts'
import { communityChanged } from '../communities/changed.ts'
import type { Community } from '../communities/community.ts'
import { type DeedKind, noteDeed } from '../communities/deeds.ts'
import { letIn } from '../communities/letting-in.ts'
import { communityFor, inTerm } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { authorOf, keepsInstance } from './access.ts'
import { type Measure, most } from './matter.ts'
import { placeToKeep } from './queue.ts'

export interface Given {
  measure: Measure
  days: number
  reason: string
}

/** A member of a community, or for the instance anybody, whom the viewer may do something about: 404 else. */
export async function whomFor(viewer: Viewer, slug: string | undefined, handle: string) {
  const place = await placeToKeep(viewer, slug)
  const { rows } = await sql<{
    id: number
    name: string
    handle: string
    paused: number | null
    removed: number | null
  }>`
    select person.thing as id, person.name, handle,
      (select max(id) from deed where deed.person = person.thing and kind = 'paused' and ended is null and until > now() and community is not distinct from ${place?.id ?? null}) as paused,
      (select max(id) from deed where deed.person = person.thing and kind = 'removed' and ended is null and community = ${place?.id ?? null}) as removed
    from person join thing on thing.id = person.thing where handle = ${handle} and state = 'published' and (${place === undefined}
      or exists (select from membership where membership.person = person.thing and community = ${place?.id ?? null} and standing = 'member' and ended is null)
      or exists (select from deed where deed.person = person.thing and community = ${place?.id ?? null} and kind = 'removed' and ended is null))`.execute(
    db(),
  )
  return { place, whom: found(rows[0]) }
}

/**
 * Warns somebody, lets them only read for some days, or takes them out of a community; with the reason, which
 * they are told. Refuses oneself, those who look after the community, removal by whoever does not facilitate it,
 * and for the whole instance a pause by whoever does not operate it.
 */
export function measure(
  viewer: Viewer,
  slug: string | undefined,
  handle: string,
  given: Given,
): Promise<void> {
  return atomically(async () => {
    const { place, whom } = await whomFor(viewer, slug, handle)
    await take(viewer, place, whom.id, given)
  })
}

/** The same, of a person by their id, inside a transaction. */
export async function take(
  viewer: Viewer,
  place: Community | undefined,
  person: number,
  { measure, days, reason }: Given,
): Promise<void> {
  if (measure === 'none') return
  if (person === personOf(viewer)) refuse('invalid', 'moderation.notOneself')
  if (!reason) refuse('invalid', 'moderation.sayWhy')
  const community = place?.id ?? null
  const { rows } = await sql`
    select from community_role where community = ${community} and person = ${person} and role in ('facilitator', 'moderator') and ${inTerm}`.execute(
    db(),
  )
  if (rows.length > 0 && !keepsInstance(viewer)) refuse('forbidden', 'moderation.keepsToo')
  const about = { community, person, reason }
  if (measure === 'warn') {
    await audit(viewer, 'person.warned', person, { community, reason })
    await noteDeed(viewer, { ...about, kind: 'warned' })
  } else if (measure === 'pause') {
    if (!place && !holds(viewer, 'operator')) refuse('forbidden', 'moderation.onlyOperators')
    if (!(days >= 1 && days <= most.days)) refuse('invalid', 'moderation.daysWrong', { most: most.days })
    await audit(viewer, 'person.paused', person, { community, reason, days })
    await noteDeed(viewer, { ...about, kind: 'paused', days })
  } else {
    if (!place) refuse('invalid', 'moderation.onlyCommunities')
    if (!facilitates(viewer, place) && !keepsInstance(viewer))
      refuse('forbidden', 'communities.notFacilitator')
    if (rows.length > 0) refuse('conflict', 'moderation.hasRole')
    const ended = await sql`
      update membership set ended = now() where community = ${place.id} and person = ${person} and ended is null`.execute(
      db(),
    )
    if (!ended.numAffectedRows) refuse('conflict', 'moderation.notMember')
    await sql`update community_role set ended = now() where community = ${place.id} and person = ${person} and ended is null`.execute(
      db(),
    )
    await sql`delete from in_circle where circle = ${place.members} and person = ${person}`.execute(db())
    await audit(viewer, 'membership.removed', place.id, { person, reason })
    await noteDeed(viewer, { ...about, kind: 'removed' })
    await communityChanged(place.id)
  }
}

/** What can be undone. */
export const undoable: readonly string[] = [
  'hidden',
  'not-let-through',
  'warned',
  'paused',
  'removed',
] satisfies DeedKind[]

/** Undoes what a moderator did there. 404 for what is over, was done elsewhere, or concerns the viewer. */
export function undo(viewer: Viewer, slug: string | undefined, id: number, reason: string): Promise<void> {
  return atomically(async () => {
    const place = await placeToKeep(viewer, slug)
    const { rows } = await sql<{ id: number }>`
      select id from deed where id = ${id} and community is not distinct from ${place?.id ?? null}
        and person is distinct from ${personOf(viewer)} and ${authorOf(sql`deed.thing`)} is distinct from ${personOf(viewer)} for update`.execute(
      db(),
    )
    found(rows[0])
    await undone(viewer, id, reason)
  })
}

/** The same for whoever decided that, inside a transaction. 404 for what is over. */
export async function undone(viewer: Viewer, id: number, reason: string): Promise<void> {
  const { rows } = await sql<{
    kind: DeedKind
    thing: number | null
    of: string | null
    person: number | null
    community: number | null
    slug: string | null
  }>`
    select deed.kind, deed.thing, thing.kind as of, person, community, slug from deed left join thing on thing.id = deed.thing
      left join community on community.thing = deed.community
    where deed.id = ${id} and ended is null and deed.kind = any(${undoable}::text[])`.execute(db())
  const { kind, thing, of, person, community, slug } = found(rows[0])
  const peace = of ? kindOf(of)?.peace : undefined
  if (kind === 'hidden') return peace?.show?.(viewer, thing!, reason)
  if (kind === 'not-let-through') return peace?.letThrough?.(viewer, thing!)
  await audit(viewer, 'person.measure-undone', person ?? undefined, { community, kind, reason })
  const about = { community, person, reason }
  if (kind === 'warned') {
    await sql`update deed set ended = now() where id = ${id}`.execute(db())
    await noteDeed(viewer, { ...about, kind: 'warning-ended' })
  } else if (kind === 'paused') await noteDeed(viewer, { ...about, kind: 'pause-ended' })
  else {
    await noteDeed(viewer, { ...about, kind: 'returned' })
    const home = await communityFor(viewer, slug!)
    await letIn({ id: home.id, circle: home.members }, person!, personOf(viewer))
    await communityChanged(home.id)
  }
}

/** May see whom it concerned, and undo it. */
export const keepsPeace = (viewer: Viewer, place: Community | undefined): boolean =>
  place ? moderates(viewer, place) : keepsInstance(viewer)
