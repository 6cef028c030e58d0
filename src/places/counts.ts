import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isKnowledge } from '../base/things/lists.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'

/**
 * How many published things the viewer may see about each place or anything within it, by the ids of
 * places; those about which there is nothing are left out. Of all places, or only of these.
 *
 * Things about the very same places are taken together first, so that the lines upward are walked
 * once for each such set: four times as fast as counting things at every place.
 */
export async function countsAbout(viewer: Viewer, places?: number[]): Promise<Map<number, number>> {
  dependsOn('things')
  if (places?.length === 0) return new Map()
  const { rows } = await sql<{ place: number; count: number }>`
    with said as (
      select about.thing, array_agg(about.subject order by about.subject) as subjects
      from about join thing on thing.id = about.thing
      where thing.state = 'published' and ${isKnowledge()} and ${visibleTo(viewer)} and about.subject in (
        ${places ? sql`select thing from within where ancestor = any(${places})` : sql`select thing from place`})
      group by about.thing
    ),
    alike as (select subjects, count(*) as things from said group by subjects),
    reached as (
      select distinct subjects, within.ancestor, things
      from alike cross join unnest(subjects) as subject join within on within.thing = subject
      ${places ? sql`where within.ancestor = any(${places})` : sql``}
    )
    select ancestor as place, sum(things)::bigint as count from reached group by ancestor`.execute(db())
  return new Map(rows.map(({ place, count }) => [place, count]))
}
