import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { communityChanged } from '../communities/changed.ts'
import { communityToKeep } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { fewestShown } from './check.ts'
import type { ElementSeen } from './elements.ts'
import { healthOf } from './health.ts'
import type { Trend } from './rule.ts'
import type { Stage } from './stage.ts'

/** What sponsors see: how it was on that day, and nothing that changed since. */
export interface Released {
  id: number
  at: string
  words: Text | null
  shown: {
    stage: Stage
    trend: Trend
    members: number
    /** Nothing where they are too few to be counted. */
    people: number | null
    newcomers: number | null
    returned: number | null
    elements: Pick<ElementSeen, 'name' | 'well' | 'said'>[]
    change: Text | null
  }
}

/** What stands released of a community, nothing where nothing does, as one value of JSON; for its sponsors and those who facilitate. */
export const releasedAsked = (community: number) => sql<Released | null>`(
  select json_build_object('id', id, 'at', at, 'words', words, 'shown', shown) from health_release
  where health_release.community = ${community} and withdrawn is null order by id desc limit 1)`

/** The same by itself. One query. */
export async function releasedOf(community: number): Promise<Released | null> {
  const { rows } = await sql<{ released: Released | null }>`
    select ${releasedAsked(community)} as released`.execute(db())
  return rows[0]!.released
}

const enough = (people: number): number | null => (people < fewestShown ? null : people)

/** Lets sponsors see how it is today, in place of what they saw before. Refuses whoever does not facilitate it, and one that is not open. */
export function release(
  viewer: Viewer,
  slug: string,
  { words, lang, said, change }: { words: string; lang: string; said: boolean; change: boolean },
): Promise<void> {
  return atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    if (community.state !== 'published') refuse('conflict', 'health.notNow')
    const { figures, judgement, elements, stage, checks } = await healthOf(viewer, community)
    const { rows } = await sql<{ stage: Stage }>`
      select stage from community_stage where community = ${community.id} order by id desc limit 1`.execute(
      db(),
    )
    const shown: Released['shown'] = {
      stage: rows[0]?.stage ?? stage.stage,
      trend: judgement.trend,
      members: community.size,
      people: enough(figures.people),
      newcomers: enough(figures.newcomers),
      returned: enough(figures.returned),
      elements: elements.map(({ name, well, said: mean }) => ({ name, well, said: said ? mean : null })),
      change: change ? (checks.find(({ reflection }) => reflection)?.reflection ?? null) : null,
    }
    await sql`update health_release set withdrawn = now() where community = ${community.id} and withdrawn is null`.execute(
      db(),
    )
    const text = withWords(null, lang, words)
    await db()
      .insertInto('health_release')
      .values({
        community: community.id,
        shown: JSON.stringify(shown),
        words: text && JSON.stringify(text),
        by: personOf(viewer),
      })
      .execute()
    await audit(viewer, 'health.released', community.id)
    await communityChanged(community.id)
  })
}

/** Sponsors see nothing any more. Refuses whoever does not facilitate it; 404 where nothing stands released. */
export function takeReleaseBack(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql`
      update health_release set withdrawn = now() where community = ${id} and withdrawn is null returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'health.release-ended', id)
    await communityChanged(id)
  })
}
