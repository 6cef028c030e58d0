import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { communityChanged } from './changed.ts'
import { settle } from './roles.ts'

/** Where this person belongs or belonged, and what they do or did there, for the export of their account. One query. */
export async function saidIn(person: number): Promise<object> {
  const { rows } = await sql<{ memberships: object[]; roles: object[] }>`
    select
      coalesce((select json_agg(json_strip_nulls(json_build_object('community', slug, 'standing', standing, 'words', words, 'since', since, 'ended', ended)) order by id)
        from membership join community on community.thing = membership.community where person = ${person}), '[]') as memberships,
      coalesce((select json_agg(json_strip_nulls(json_build_object('community', slug, 'role', role, 'since', since, 'until', until, 'ended', ended)) order by id)
        from community_role join community on community.thing = community_role.community where person = ${person}), '[]') as roles`.execute(
    db(),
  )
  return { memberships: rows[0]!.memberships, communityRoles: rows[0]!.roles }
}

/**
 * Of whoever deletes their account: they belong nowhere any more and have no role. A draft of theirs alone goes;
 * an open community that nobody looks after then is dormant, and is written down as such.
 */
export async function memberLeft(person: number): Promise<void> {
  const { rows: there } = await sql<{ id: number; facilitated: boolean }>`
    select community as id, exists (select from community_role where community_role.community = membership.community
      and person = ${person} and role = 'facilitator' and ended is null) as facilitated
    from membership where person = ${person} and ended is null`.execute(db())
  await sql`update membership set ended = now(), words = null where person = ${person} and ended is null`.execute(
    db(),
  )
  await sql`update community_role set ended = now() where person = ${person} and ended is null`.execute(db())
  await sql`update community_invitation set ended = now() where person = ${person} and ended is null`.execute(
    db(),
  )
  await sql`delete from taking_part where person = ${person}`.execute(db())
  // Nothing of theirs goes along under their name any more; that it stays here holds for what is left of it.
  await sql`delete from bundle_wish where person = ${person} and wish <> 'stays'`.execute(db())
  await sql`update bundle set by = null where by = ${person}`.execute(db())
  // Of a bundle that is kept still it says that it is to go, and goes with it.
  await sql`
    update bundle set holds = (select coalesce(jsonb_agg(held), '[]') from jsonb_array_elements(holds) as held where (held ->> 'person')::bigint <> ${person})
    where state <> 'made' and holds @> jsonb_build_array(jsonb_build_object('person', ${person}::bigint))`.execute(
    db(),
  )
  // What they were handed is anybody's again.
  await db().deleteFrom('desk_task').where('person', '=', person).execute()
  await sql`delete from in_circle using community where in_circle.circle = community.circle and person = ${person}`.execute(
    db(),
  )
  for (const { id, facilitated } of there) {
    const viewer = system('account deleted')
    if (facilitated && (await settle(id)) === 0) await audit(viewer, 'community.without-facilitator', id)
    await communityChanged(id)
  }
  await sql`
    update thing set state = 'withdrawn' where kind = 'community' and state = 'draft' and id = any(${there.map(({ id }) => id)}::bigint[])
      and not exists (select from membership where community = thing.id and ended is null)`.execute(db())
}
