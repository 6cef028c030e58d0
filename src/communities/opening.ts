import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { everyone, members, type Viewer } from '../base/viewer.ts'
import { communityChanged } from './changed.ts'
import { type Community, fewestFacilitators, type OpenTo } from './community.ts'
import { type Goal, goalsOf } from './goals.ts'
import { communityToKeep } from './reading.ts'

export type Lack = 'question' | 'conduct' | 'goal' | 'facilitators' | 'home'

/** What a community needs before it can be opened and has not yet. */
export function lacking(community: Community, goals: Goal[]): Lack[] {
  const facilitators = community.roles.filter(({ role, since }) => role === 'facilitator' && since)
  const lacks: [Lack, boolean][] = [
    ['question', !community.question],
    ['conduct', !community.conduct],
    ['goal', !goals.some(({ ended }) => ended === null)],
    ['facilitators', facilitators.length < fewestFacilitators],
    ['home', !community.home && !community.homeless],
  ]
  return lacks.flatMap(([lack, is]) => (is ? lack : []))
}

/** Opens it to those it is for. Refuses whoever does not facilitate it, and as long as something is missing. */
export function openCommunity(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    if (community.state === 'published') refuse('conflict', 'communities.opened')
    if (lacking(community, await goalsOf(viewer, slug)).length > 0)
      refuse('invalid', 'communities.stillLacks')
    await sql`
      update thing set state = 'published', circle = ${circleFor(community.openTo, community.members)} where id = ${community.id}`.execute(
      db(),
    )
    await audit(viewer, 'community.opened', community.id)
    await communityChanged(community.id)
  })
}

/** The circle of those who read one that is open. */
export const circleFor = (openTo: OpenTo, own: number): number =>
  openTo === 'everyone' ? everyone : openTo === 'members' ? members : own

/** Gives up one that was never opened: it is gone for good. Refuses whoever does not facilitate it, and one that is open. */
export function discardCommunity(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const { id, state } = await communityToKeep(viewer, slug)
    if (state !== 'draft') refuse('conflict', 'communities.opened')
    await sql`update thing set state = 'withdrawn' where id = ${id}`.execute(db())
    await sql`update community_invitation set ended = now() where community = ${id} and ended is null`.execute(
      db(),
    )
    await audit(viewer, 'community.discarded', id)
    await communityChanged(id)
  })
}
