import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { inTermOf } from '../base/in-term.ts'
import { found, refuse } from '../base/refusal.ts'
import { followingAsked } from '../base/things/following.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { facilitates } from './access.ts'
import type { Community } from './community.ts'
import { pausedIn } from './deeds.ts'
import { growthAsked } from './growth.ts'

const organisation = (column: string) => sql`
  (select json_build_object('slug', slug, 'name', name) from organisation where organisation.thing = ${sql.ref(column)})`

/** Of a `community_role`: it was taken on and its term is not over. */
export const inTerm = inTermOf('community_role')

/** Of a `one` among the invitations: it waits for an answer. */
export const openInvitation = sql<boolean>`(one.ended is null and one.expires > now())`

/** Of a `thing` that is a community: this person belongs to one of those that stand under it, if it is a programme. */
export const belongsThrough = (me: number, of = 'thing') =>
  sql<boolean>`(${sql.ref(`${of}.sort`)} = 'programme' and exists (
    select from community as part join membership on membership.community = part.thing
    where part.above = ${sql.ref(`${of}.id`)} and person = ${me} and standing = 'member' and ended is null))`

/** Of a `thing` and its `community`: the viewer may see it. A viewer may be older than their part in it. */
const mayRead = (
  viewer: Viewer,
) => sql<boolean>`(${visibleTo(viewer)} or (thing.circle = community.circle and exists (
  select from in_circle where in_circle.circle = community.circle and in_circle.person = ${viewer.kind === 'person' ? viewer.id : 0})))`

/** What stands in the address of a community that is told apart by a number elsewhere. Says nothing else of it. */
export async function slugOf(ref: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`
    select slug from community join thing on thing.id = community.thing where ref = ${ref}`.execute(db())
  return found(rows[0]).slug
}

/** The same, held until the transaction is over, for whoever facilitates it. Refuses others. */
export async function communityToKeep(viewer: Viewer, slug: string): Promise<Community> {
  const { id } = await communityFor(viewer, slug)
  await sql`select from community where thing = ${id} for update`.execute(db())
  // Once more: what was read before it was held may have changed.
  const community = await communityFor(viewer, slug)
  if (!facilitates(viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  return community
}

/** A community by its slug, if the viewer may see it: 404 when there is none or it is not open to them. One query. */
export async function communityFor(viewer: Viewer, slug: string): Promise<Community> {
  dependsOn('communities', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Community>`
    select thing.id, thing.ref, thing.sort, thing.state, thing.circle, thing.changed, ${followingAsked(viewer)} as following, community.slug, community.circle as members,
      community.name, question, conditions, purpose, conduct, resources, resources_until as "resourcesUntil", joining, open_to as "openTo",
      for_governments as "forGovernments", homeless, seeking,
      ${organisation('community.sponsor')} as sponsor, ${organisation('community.home')} as home,
      ${organisation('community.successor')} as successor,
      (select json_build_object('slug', one.slug, 'name', one.name, 'sort', above.sort) from community as one join thing as above on above.id = one.thing
        where one.thing = community.above and above.state = 'published' and ${visibleTo(viewer, 'above.circle')}) as above,
      (select json_build_object('slug', one.slug, 'name', one.name) from community as one join thing as above on above.id = one.thing
        where one.thing = asks_above and above.state = 'published' and ${visibleTo(viewer, 'above.circle')}) as "asksAbove",
      rest, parting, version,
      array(select subject from about where about.thing = thing.id order by subject) as subjects,
      ${growthAsked} as growth,
      (select count(*)::int from membership where membership.community = thing.id and standing = 'member' and ended is null) as size,
      coalesce((select json_agg(json_build_object('id', community_role.id, 'person', person.thing, 'handle', handle, 'name', person.name, 'role', role,
            'since', since, 'until', until, 'langs', langs, 'own', person.thing = ${me}) order by role, since, person.name)
        from community_role join person on person.thing = community_role.person
        where community_role.community = thing.id and (${inTerm} or (community_role.ended is null and since is null))), '[]') as roles,
      json_build_object(
        'standing', coalesce((select standing from membership where membership.community = thing.id and person = ${me} and ended is null),
          case when exists (select from community_invitation as one where one.community = thing.id and one.person = ${me} and ${openInvitation}) then 'invited' else 'none' end),
        'roles', array(select role from community_role where community_role.community = thing.id and person = ${me} and ${inTerm}),
        'through', ${belongsThrough(me)},
            'paused', ${pausedIn(sql`${me}::bigint`, sql`thing.id`)}) as mine
    from community join thing on thing.id = community.thing
    where community.slug = ${slug} and thing.state in ('draft', 'published') and ${mayRead(viewer)}`.execute(
    db(),
  )
  const { roles, asksAbove, ...community } = found(rows[0])
  const inside = community.mine.roles.includes('facilitator') || viewer.kind === 'system'
  return {
    ...community,
    asksAbove: inside ? asksAbove : null,
    roles: roles.filter(({ since, own }) => since !== null || own || inside),
  }
}
