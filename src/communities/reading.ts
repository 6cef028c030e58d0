import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Community } from './community.ts'

const organisation = (column: string) => sql`
  (select json_build_object('slug', slug, 'name', name) from organisation where organisation.thing = ${sql.ref(column)})`

/** Of a `community_role`: it was taken on and its term is not over. */
export const inTerm = sql<boolean>`(community_role.ended is null and community_role.since <= current_date
  and (community_role.until is null or community_role.until >= current_date))`

/** A community by its slug, if the viewer may see it: 404 when there is none or it is not open to them. One query. */
export async function communityFor(viewer: Viewer, slug: string): Promise<Community> {
  dependsOn('communities', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Community>`
    select thing.id, thing.ref, thing.sort, thing.state, thing.circle, thing.changed, community.slug, community.circle as members,
      community.name, question, conditions, purpose, conduct, resources, joining, for_governments as "forGovernments",
      ${organisation('community.sponsor')} as sponsor, ${organisation('community.home')} as home,
      ${organisation('community.successor')} as successor,
      (select json_build_object('slug', one.slug, 'name', one.name, 'sort', above.sort) from community as one join thing as above on above.id = one.thing
        where one.thing = community.above and above.state = 'published' and ${visibleTo(viewer, 'above.circle')}) as above,
      rest, parting, version,
      array(select subject from about where about.thing = thing.id order by subject) as subjects,
      (select count(*)::int from membership where membership.community = thing.id and standing = 'member' and ended is null) as size,
      coalesce((select json_agg(json_build_object('id', community_role.id, 'person', person.thing, 'handle', handle, 'name', person.name, 'role', role,
            'since', since, 'until', until, 'langs', langs, 'own', person.thing = ${me}) order by role, since, person.name)
        from community_role join person on person.thing = community_role.person
        where community_role.community = thing.id and (${inTerm} or (community_role.ended is null and since is null))), '[]') as roles,
      json_build_object(
        'standing', coalesce((select standing from membership where membership.community = thing.id and person = ${me} and ended is null), 'none'),
        'roles', array(select role from community_role where community_role.community = thing.id and person = ${me} and ${inTerm})) as mine
    from community join thing on thing.id = community.thing
    where community.slug = ${slug} and thing.state in ('draft', 'published') and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const { roles, ...community } = found(rows[0])
  const seesOffers = community.mine.roles.includes('facilitator') || viewer.kind === 'system'
  return { ...community, roles: roles.filter(({ since, own }) => since !== null || own || seesOffers) }
}
