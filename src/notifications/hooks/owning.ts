import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import { everyone, holds, members, type Viewer } from '../../base/viewer.ts'
import { facilitates } from '../../communities/access.ts'
import { communityFor, inTerm } from '../../communities/reading.ts'
import { personOf } from '../../people/account.ts'
import { viewerOfPerson } from '../../people/viewing.ts'
import type { Hook, HookOwner } from './hook.ts'

/** Whose hooks are asked for: of a community by its slug, one's own, or those of the site. */
export type OwnerAsked = { community: string } | 'me' | 'site'

/**
 * Whose hooks these are, if the viewer may keep them: of a community those who facilitate it, of the site its
 * operators. Refuses others; 404 for a community that is not open to them.
 */
export async function ownerFor(viewer: Viewer, asked: OwnerAsked): Promise<HookOwner> {
  if (asked === 'me') return { of: 'person', id: personOf(viewer) }
  if (asked === 'site')
    return holds(viewer, 'operator') ? { of: 'site' } : refuse('forbidden', 'hooks.operatorsOnly')
  const community = await communityFor(viewer, asked.community)
  if (!facilitates(viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  const { id, members: circle, slug, name } = community
  return { of: 'community', id, circle, slug, name }
}

/** Of a `hook`: it is this owner's. */
export const isOf = (owner: HookOwner): RawBuilder<boolean> => {
  if (owner.of === 'community') return sql`hook.community = ${owner.id}`
  if (owner.of === 'person') return sql`hook.person = ${owner.id}`
  return sql`(hook.community is null and hook.person is null)`
}

/** Of a `hook` with its `community`, if it has one: as `Hook` says it. */
export const hookColumns = sql`hook.id, hook.kind, hook.name, host, events, hook.lang, rhythm, hook.made,
  failing_since as "failingSince", off, off_why as "offWhy",
  case when hook.community is not null then json_build_object('of', 'community', 'id', community.thing, 'circle', community.circle, 'slug', slug, 'name', community.name)
    when hook.person is not null then json_build_object('of', 'person', 'id', hook.person) else json_build_object('of', 'site') end as owner`

/** A hook that the viewer keeps; 404 for every other. With `lock`, held until the transaction is over. One query. */
export async function hookFor(viewer: Viewer, id: number, { lock = false } = {}): Promise<Hook> {
  const me = personOf(viewer)
  const operates = holds(viewer, 'operator')
  const { rows } = await sql<Hook>`
    select ${hookColumns} from hook left join community on community.thing = hook.community
      left join thing as home on home.id = hook.community
    where hook.id = ${id} and case
      when hook.person is not null then hook.person = ${me}
      when hook.community is null then ${operates}
      else home.circle = any(${viewer.kind === 'person' ? viewer.circles : []}::bigint[]) and (${operates} or exists (
        select from community_role where community_role.community = hook.community and community_role.person = ${me} and role = 'facilitator' and ${inTerm}))
      end ${lock ? sql`for update of hook` : sql``}`.execute(db())
  return found(rows[0])
}

/**
 * As whom a hook reads: what everyone in the community may see and nothing beyond its circle, what its person may
 * see today, or what is open to everyone. Nobody where its person has left.
 */
export function readerOf(owner: HookOwner): Viewer | Promise<Viewer | undefined> {
  if (owner.of === 'person') return viewerOfPerson(owner.id)
  const circles = owner.of === 'community' ? [everyone, members, owner.circle] : [everyone]
  return { kind: 'stranger', circles }
}
