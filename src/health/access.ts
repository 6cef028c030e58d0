import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { inTermOf } from '../base/in-term.ts'
import type { Viewer } from '../base/viewer.ts'
import { belongs, facilitates } from '../communities/access.ts'
import type { Community } from '../communities/community.ts'

/**
 * Sees how it is, whole: its members, those of the communities of a programme, and whoever looks after it. A sponsor
 * does not, member or not: they see what was released to them, so that nobody minds their words.
 */
export const seesHealth = (viewer: Viewer, community: Community): boolean =>
  viewer.kind === 'system' ||
  facilitates(viewer, community) ||
  ((belongs(community) || community.mine.through === true) && !community.mine.roles.includes('sponsor'))

/** Answers and is told: whoever belongs to it and sees it whole. */
export const mayAnswer = (viewer: Viewer, community: Community): boolean =>
  belongs(community) && seesHealth(viewer, community)

/** Sees what was released: a sponsor, and who speaks for the organisation that is one. One query at most. */
export async function sponsors(viewer: Viewer, community: Community): Promise<boolean> {
  if (community.mine.roles.includes('sponsor')) return true
  if (viewer.kind !== 'person' || !community.sponsor) return false
  const { rows } = await sql`
    select from representative join community on community.sponsor = representative.organisation
    where community.thing = ${community.id} and representative.person = ${viewer.id} and ${inTermOf('representative')}`.execute(
    db(),
  )
  return rows.length > 0
}
