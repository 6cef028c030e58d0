import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isKnowledge } from '../base/things/lists.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

/** How many published things the viewer can find under each topic of a vocabulary and all that is narrower, by id; those with none are left out. One query. */
export async function knownUnder(viewer: Viewer, vocabulary: number): Promise<Map<number, number>> {
  dependsOn('things')
  const { rows } = await sql<{ id: number; known: number }>`
    select within.ancestor as id, count(distinct about.thing) as known
    from within join concept on concept.thing = within.ancestor join about on about.subject = within.thing
    join thing on thing.id = about.thing
    where concept.vocabulary = ${vocabulary} and thing.state = 'published' and ${isKnowledge()} and ${visibleTo(viewer)}
    group by within.ancestor`.execute(db())
  return new Map(rows.map(({ id, known }) => [id, known]))
}
