import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { reader } from '../base/i18n/reader.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { yesNoAnswer } from '../base/mail/in/answering.ts'
import { found, refuse } from '../base/refusal.ts'
import { today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { writeTo } from '../people/writing-to.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { facilitates } from './access.ts'
import { communityChanged } from './changed.ts'
import { type Charged, type Community, type CommunityRole, fewestFacilitators } from './community.ts'
import { roleName } from './names.ts'
import { communityFor, communityToKeep } from './reading.ts'

export interface Offer {
  handle: string
  role: CommunityRole
  /** The last day of the term; none for one without end. */
  until: string
  /** Those in which they take their turn, the first first. */
  langs: string[]
}

/**
 * Offers a role to a member, who takes it on by saying yes; whoever offers one to themselves has said it. Refuses
 * whoever does not facilitate the community, whoever does not belong to it, who has the role or was offered it, and
 * a term that is over.
 */
export function offerRole(
  viewer: Viewer,
  slug: string,
  { handle, role, until, langs }: Offer,
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, ref, name } = await communityToKeep(viewer, slug)
    refuseOver(until)
    const { rows } = await sql<{ person: number }>`
      select person.thing as person from membership join person on person.thing = membership.person
      where community = ${id} and standing = 'member' and ended is null and handle = ${handle}`.execute(db())
    const person = rows[0]?.person ?? refuse('invalid', 'communities.noMember')
    const own = person === me
    await sql`
      update community_role set ended = now() where community = ${id} and person = ${person} and role = ${role}
        and ended is null and until < current_date`.execute(db())
    const made = await sql<{ id: number }>`
      insert into community_role (community, person, role, since, until, langs, by)
      values (${id}, ${person}, ${role}, ${own ? sql`current_date` : null}, ${until || null}, ${langs}, ${me})
      on conflict (community, person, role) where ended is null do nothing returning id`.execute(db())
    const offered = made.rows[0]?.id ?? refuse('conflict', 'communities.hasRole')
    await audit(viewer, 'community-role.offered', id, { person, role })
    await settle(id)
    await communityChanged(id)
    if (own) return
    await writeTo(person, () => {
      const said = { name: inReach(name).text, role: roleName(role), site: site().name }
      return {
        subject: t('communities.roleSubject', said),
        words: t('communities.roleMail', said),
        to: url`/communities/${slug}/members`,
        answer: yesNoAnswer('role', [ref, offered.toString(36)]),
      }
    })
  })
}

/** Takes on a role that was offered. 404 for what was not offered to the viewer or is over. */
export function takeRole(viewer: Viewer, slug: string, role: number): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id } = await communityFor(viewer, slug)
    const { rows } = await sql`
      update community_role set since = current_date
      where id = ${role} and community = ${id} and person = ${me} and since is null and ended is null returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'community-role.taken', id, { role })
    await settle(id)
    await communityChanged(id)
  })
}

/** Whether too few would look after the community if this role ended. */
export const leavesTooFew = ({ roles }: Pick<Community, 'roles'>, { id, role, since }: Charged): boolean =>
  role === 'facilitator' &&
  since !== null &&
  roles.filter((one) => one.role === 'facilitator' && one.since && one.id !== id).length < fewestFacilitators

/**
 * Ends a role, or says no to one: whoever has it, or those who facilitate. A facilitator after whom fewer than two
 * stay says whom the community looks for (`successors`), which it shows from then on; after the last it is
 * dormant. Refuses others, and to go without those words.
 */
export function layDownRole(
  viewer: Viewer,
  slug: string,
  role: number,
  { successors }: { successors: string },
): Promise<void> {
  return atomically(async () => {
    personOf(viewer)
    const { id } = await communityFor(viewer, slug)
    // Or two who go at once would each see the other stay.
    await sql`select from community where thing = ${id} for update`.execute(db())
    const community = await communityFor(viewer, slug)
    const one = found(community.roles.find((held) => held.id === role))
    if (!one.own && !facilitates(viewer, community)) refuse('forbidden', 'communities.notFacilitator')
    const tooFew =
      community.state === 'published' && community.rest !== 'closed' && leavesTooFew(community, one)
    if (tooFew && !successors) refuse('invalid', 'communities.sayWhoFollows')
    await sql`update community_role set ended = now() where id = ${role} and ended is null`.execute(db())
    if (tooFew) {
      const { lang } = reader()
      const said = JSON.stringify({ original: lang, texts: { [lang]: successors } })
      await sql`update community set seeking = ${said}::jsonb where thing = ${id}`.execute(db())
    }
    await audit(viewer, 'community-role.ended', id, { role })
    await settle(id)
    await communityChanged(id)
  })
}

/** Sets the end of a term and the languages of a turn: whoever has the role, or those who facilitate. */
export function changeTerm(
  viewer: Viewer,
  slug: string,
  role: number,
  { until, langs }: { until: string; langs: string[] },
): Promise<void> {
  return atomically(async () => {
    const community = await communityFor(viewer, slug)
    const one = found(community.roles.find(({ id, since }) => id === role && since))
    if (!one.own && !facilitates(viewer, community)) refuse('forbidden', 'communities.notFacilitator')
    refuseOver(until)
    await sql`update community_role set until = ${until || null}, langs = ${langs} where id = ${role}`.execute(
      db(),
    )
    await audit(viewer, 'community-role.changed', community.id, { role })
    await communityChanged(community.id)
  })
}

function refuseOver(until: string): void {
  if (until && until < today()) refuse('invalid', 'communities.dayOver')
}

/** Where enough look after it again it looks for nobody; where nobody does any more it is dormant. Gives how many do. */
export async function settle(id: number): Promise<number> {
  const { rows } = await sql<{ facilitators: number }>`
    update community set seeking = case when there.facilitators >= ${fewestFacilitators} then null else seeking end,
      rest = case when there.facilitators = 0 and thing.state = 'published' and rest is distinct from 'closed' then 'dormant' else rest end
    from thing, (select count(*)::int as facilitators from community_role where community = ${id} and role = 'facilitator' and ended is null
      and since <= current_date and (until is null or until >= current_date)) as there
    where community.thing = ${id} and thing.id = ${id} returning there.facilitators`.execute(db())
  return rows[0]?.facilitators ?? 0
}
