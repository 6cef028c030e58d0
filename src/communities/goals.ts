import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { dependsOn } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { communityChanged } from './changed.ts'
import { communityFor, communityToKeep } from './reading.ts'

export interface Goal {
  id: number
  words: Text
  measure: Text
  /** The day by which. */
  by: string | null
  ended: string | null
  how: 'reached' | 'changed' | 'given-up' | null
  reason: string | null
  /** The one it took the place of. */
  follows: number | null
}

export interface SaidGoal {
  goal: string
  /** How one sees that it was reached. */
  measure: string
  by: string
  lang: string
}

/** The goals of a community, those it has first and by their day, then those that ended, the last first. */
export async function goalsOf(viewer: Viewer, slug: string): Promise<Goal[]> {
  const { id } = await communityFor(viewer, slug)
  dependsOn('communities')
  const { rows } = await sql<Goal>`
    select id, words, measure, by, ended, how, reason, follows from community_goal where community = ${id}
    order by ended is not null, case when ended is null then by end, ended desc, id`.execute(db())
  return rows
}

/** Sets a goal. Refuses whoever does not facilitate it. */
export function setGoal(viewer: Viewer, slug: string, said: SaidGoal): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    await keepGoal(id, said)
    await audit(viewer, 'community.goal-set', id)
    await communityChanged(id)
  })
}

export async function keepGoal(
  community: number,
  { goal, measure, by, lang }: SaidGoal,
  follows: number | null = null,
): Promise<void> {
  await db()
    .insertInto('community_goal')
    .values({
      community,
      words: JSON.stringify(withWords(null, lang, goal)),
      measure: JSON.stringify(withWords(null, lang, measure)),
      by: by || null,
      follows,
    })
    .execute()
}

/**
 * Ends a goal: it was reached, given up, or gives way to another (`next`). It stays readable, with the reason.
 * Refuses whoever does not facilitate it, and to change or give up without a reason; 404 for one that ended.
 */
export function endGoal(
  viewer: Viewer,
  slug: string,
  goal: number,
  {
    how,
    reason,
    next,
  }: { how: 'reached' | 'changed' | 'given-up'; reason: string; next?: SaidGoal | undefined },
): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    if (how !== 'reached' && !reason) refuse('invalid', 'communities.goalReason')
    if (how === 'changed' && !(next?.goal && next.measure)) refuse('invalid', 'communities.goalNext')
    const { rows } = await sql<{ id: number }>`
      update community_goal set ended = now(), how = ${how}, reason = ${reason || null}
      where id = ${goal} and community = ${id} and ended is null returning id`.execute(db())
    found(rows[0])
    if (how === 'changed') await keepGoal(id, next!, goal)
    await audit(viewer, 'community.goal-ended', id, { goal, how })
    await communityChanged(id)
  })
}
