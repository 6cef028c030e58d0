import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { reader } from '../base/i18n/reader.ts'
import { found, refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { belongs, facilitates } from './access.ts'
import { communityChanged } from './changed.ts'
import type { Rest } from './community.ts'
import { communityFor, communityToKeep } from './reading.ts'

/** Names another place where it meets. Refuses whoever does not facilitate it, and an address that is there. */
export function addChannel(
  viewer: Viewer,
  slug: string,
  { label, href }: { label: string; href: string },
): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql`
      insert into community_channel (community, label, href) values (${id}, ${label}, ${href}) on conflict do nothing returning id`.execute(
      db(),
    )
    if (rows.length === 0) refuse('conflict', 'communities.channelThere')
    await communityChanged(id)
  })
}

export function removeChannel(viewer: Viewer, slug: string, channel: number): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } =
      await sql`delete from community_channel where id = ${channel} and community = ${id} returning id`.execute(
        db(),
      )
    found(rows[0])
    await communityChanged(id)
  })
}

/**
 * Says that it rests, and how; `null` brings it back. Words of parting stay on its pages; to close it needs them.
 * Refuses whoever does not facilitate it.
 */
export function rest(
  viewer: Viewer,
  slug: string,
  { how, parting }: { how: Rest | null; parting: string },
): Promise<void> {
  return atomically(async () => {
    const { id, parting: before } = await communityToKeep(viewer, slug)
    const words = how && withWords(before, reader().lang, parting)
    if (how === 'closed' && !words) refuse('invalid', 'communities.partingMissing')
    await sql`update community set rest = ${how}, parting = ${words && JSON.stringify(words)}::jsonb where thing = ${id}`.execute(
      db(),
    )
    if (how) await audit(viewer, 'community.rested', id, { how })
    else await audit(viewer, 'community.revived', id, kept(before))
    await communityChanged(id)
  })
}

/** Words of parting that no longer stand are not lost: what was done keeps them. */
const kept = (parting: Text | null) => (parting ? { parting } : undefined)

/** A member looks after a community that nobody does any more: it lives again. Refuses others, and where somebody does. */
export function revive(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, roles } = await communityFor(viewer, slug)
    await sql`select from community where thing = ${id} for update`.execute(db())
    const community = await communityFor(viewer, slug)
    if (!belongs(community)) refuse('forbidden', 'communities.membersOnly')
    if (roles.some(({ role, since }) => role === 'facilitator' && since) || community.rest === 'closed')
      refuse('conflict', 'communities.lookedAfter')
    await sql`update community_role set ended = now() where community = ${id} and person = ${me} and role = 'facilitator' and ended is null`.execute(
      db(),
    )
    await sql`insert into community_role (community, person, role, since, by) values (${id}, ${me}, 'facilitator', current_date, ${me})`.execute(
      db(),
    )
    await sql`update community set rest = null, parting = null where thing = ${id}`.execute(db())
    await audit(viewer, 'community.revived', id, kept(community.parting))
    await communityChanged(id)
  })
}

/**
 * Asks to be a chapter of another, or to take part in a programme; whoever facilitates both has said yes. Refuses
 * whoever does not facilitate it, and one that stands under it.
 */
export function askAbove(viewer: Viewer, slug: string, above: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const other = await communityFor(viewer, above.replace(/^.*\/communities\//, ''))
    if (other.state !== 'published') refuse('invalid', 'communities.notOpenYet')
    const { rows: ring } = await sql`
      with recursive line as (select thing, above from community where thing = ${other.id}
        union select community.thing, community.above from community join line on community.thing = line.above)
      select from line where thing = ${id}`.execute(db())
    if (ring.length) refuse('invalid', 'communities.ring')
    if (facilitates(viewer, other))
      await sql`update community set above = ${other.id}, asks_above = null where thing = ${id}`.execute(db())
    else await sql`update community set asks_above = ${other.id} where thing = ${id}`.execute(db())
    await audit(viewer, 'community.asked-above', id, { above: other.id })
    await communityChanged(id, [other.id])
  })
}

/** Says yes to a community that asks to stand under this. Refuses whoever does not facilitate it; 404 for one that does not ask. */
export function acceptPart(viewer: Viewer, slug: string, part: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql<{ thing: number }>`
      update community set above = ${id}, asks_above = null where slug = ${part} and asks_above = ${id} returning thing`.execute(
      db(),
    )
    const { thing } = found(rows[0])
    await audit(viewer, 'community.part-accepted', id, { part: thing })
    await communityChanged(id, [thing])
  })
}

/** Ends that one stands under another or asks to: whoever facilitates the one or the other. 404 where it does not. */
export function endPart(viewer: Viewer, slug: string, part: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql<{ thing: number }>`
      update community set above = case when above = ${id} then null else above end, asks_above = case when asks_above = ${id} then null else asks_above end
      where slug = ${part} and ${id} in (above, asks_above) returning thing`.execute(db())
    const { thing } = found(rows[0])
    await audit(viewer, 'community.part-ended', id, { part: thing })
    await communityChanged(id, [thing])
  })
}

/** Stands under no other from now on, and asks to no more. Refuses whoever does not facilitate it. */
export function leaveAbove(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    await sql`update community set above = null, asks_above = null where thing = ${id}`.execute(db())
    await audit(viewer, 'community.left-above', id)
    await communityChanged(id)
  })
}

/** Of a chapter: lets a thing of that reference or address rise to the community above. Refuses whoever does not facilitate it, and what is none. */
export function letRise(viewer: Viewer, slug: string, words: string): Promise<void> {
  return atomically(async () => {
    const { id, above } = await communityToKeep(viewer, slug)
    if (!above) refuse('conflict', 'communities.standsUnderNone')
    const ref = /(?:^|\/)([0-9a-hjkmnp-tv-z]{12})(?:[/#?]|$)/.exec(words)?.[1] ?? ''
    const { rows } = await sql<{ id: number }>`
      select id from thing where ref = ${ref} and state = 'published' and ${visibleTo(viewer)}`.execute(db())
    const { id: thing } = rows[0] ?? refuse('invalid', 'communities.nothingThere')
    await sql`insert into risen (chapter, thing, by) values (${id}, ${thing}, ${personOf(viewer)}) on conflict do nothing`.execute(
      db(),
    )
    await communityChanged(id)
  })
}

/** Takes that back. Refuses whoever does not facilitate it; 404 for what did not rise. */
export function takeDown(viewer: Viewer, slug: string, ref: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql`
      delete from risen using thing where thing.id = risen.thing and chapter = ${id} and thing.ref = ${ref} returning risen.thing`.execute(
      db(),
    )
    found(rows[0])
    await communityChanged(id)
  })
}
