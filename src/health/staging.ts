import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { communityChanged } from '../communities/changed.ts'
import { communityToKeep } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { healthOf } from './health.ts'
import type { Stage } from './stage.ts'

/** A stage as those who facilitate saw it. */
export interface StageChosen {
  id: number
  stage: Stage
  proposed: Stage
  reason: string | null
  at: string
}

/** So many are kept in sight. */
const shown = 20

/** How it was seen over time, the last first, as one value of JSON; for whoever sees its health. */
export const stagesAsked = (community: number) => sql<StageChosen[]>`coalesce((
  select json_agg(json_build_object('id', id, 'stage', stage, 'proposed', proposed, 'reason', reason, 'at', at) order by id desc)
  from (select * from community_stage where community = ${community} order by id desc limit ${shown}) as one), '[]')`

/**
 * Confirms the stage that is proposed, or says another, with the reason that stays beside it. `last` is the one its
 * writer saw standing, none is 0. Refuses whoever does not facilitate it, another without a reason, and where somebody
 * said one meanwhile.
 */
export function chooseStage(
  viewer: Viewer,
  slug: string,
  { stage, reason, last }: { stage: Stage; reason: string; last: number },
): Promise<void> {
  return atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    const { rows } = await sql<{ id: number }>`
      select coalesce(max(id), 0)::int as id from community_stage where community = ${community.id}`.execute(
      db(),
    )
    if (rows[0]!.id !== last) refuse('conflict', 'health.stagedMeanwhile')
    const proposed = (await healthOf(viewer, community)).stage.stage
    if (stage !== proposed && !reason) refuse('invalid', 'health.stageReason')
    await db()
      .insertInto('community_stage')
      .values({ community: community.id, stage, proposed, reason: reason || null, by: personOf(viewer) })
      .execute()
    await audit(viewer, 'community.staged', community.id, { stage })
    await communityChanged(community.id)
  })
}
