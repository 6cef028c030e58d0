import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { inTermOf } from '../base/in-term.ts'
import type { Viewer } from '../base/viewer.ts'
import { belongs, facilitates } from '../communities/access.ts'
import type { Community } from '../communities/community.ts'

/** What of how a community is a viewer is shown: all of it, what was released, or whether it is open, quiet or closed. */
export type Share = 'whole' | 'released' | 'outside'

/**
 * Its members, those of the communities of a programme, and whoever looks after it see it whole. Whoever sponsors it
 * does not, member or not: they see what was released to them, so that nobody minds their words. One query at most.
 */
export async function shareOf(viewer: Viewer, community: Community): Promise<Share> {
  if (viewer.kind === 'system' || facilitates(viewer, community)) return 'whole'
  if (await sponsors(viewer, community)) return 'released'
  return belongs(community) || community.mine.through === true ? 'whole' : 'outside'
}

/** Of a community that the viewer sees whole: they answer and are told, as long as they may write there. */
export const mayAnswer = (community: Community): boolean => belongs(community) && !community.mine.paused

/** A sponsor, and who speaks for the organisation that is one. */
async function sponsors(viewer: Viewer, community: Community): Promise<boolean> {
  if (community.mine.roles.includes('sponsor')) return true
  if (viewer.kind !== 'person' || !community.sponsor) return false
  const { rows } = await sql`
    select from representative join community on community.sponsor = representative.organisation
    where community.thing = ${community.id} and representative.person = ${viewer.id} and ${inTermOf('representative')}`.execute(
    db(),
  )
  return rows.length > 0
}
