import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { holds, type Viewer, visibleTo } from '../base/viewer.ts'
import { facilitates } from '../communities/access.ts'
import type { Community } from '../communities/community.ts'
import { communityFor } from '../communities/reading.ts'
import { blocks } from '../people/quiet.ts'
import { type Entry, most } from './entry.ts'
import { entryColumns, entryFrom, isCurrent } from './reading.ts'
import { isSilenced } from './take-ups.ts'

/** Of an `entry`: nobody whom whoever said it hears took it up, nor asked to accompany them. */
export const isUnanswered = sql<boolean>`(
  not exists (select from take_up where take_up.entry = entry.thing and take_up.state in ('proposed', 'agreed', 'done') and not ${isSilenced})
  and not exists (select from mentorship where mentorship.entry = entry.thing and mentorship.state in ('asked', 'agreed', 'paused', 'ended')
    and not (mentorship.state = 'asked' and ${blocks(sql`entry.person`, sql`mentorship.asked_by`)})))`

/** Of an `entry`: it is for this community, or open and on a topic that it minds. */
export const concerns = (
  community: RawBuilder<number>,
): RawBuilder<boolean> => sql`(entry.community = ${community} or (entry.community is null and exists (
  select from about as theirs join within on within.thing = theirs.subject join about as ours on ours.subject = within.ancestor
    join concept on concept.thing = ours.subject
  where theirs.thing = entry.thing and ours.thing = ${community})))`

/** A need that nobody met, with how many people were asked whether they could: never who. */
export interface Unanswered extends Entry {
  called: number
}

export interface UnansweredList {
  needs: Unanswered[]
  total: number
}

/** Needs of a community, and on its topics, that nobody met, the oldest first. Refuses others than those who look after it. Two queries. */
export async function unansweredIn(
  viewer: Viewer,
  slug: string,
  page: number,
): Promise<UnansweredList & { community: Community }> {
  const community = await communityFor(viewer, slug)
  if (!facilitates(viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  return { community, ...(await unanswered(viewer, concerns(sql`${community.id}::bigint`), page)) }
}

/** The same of all that the viewer may see, for curators and operators. One query. */
export async function unansweredHere(viewer: Viewer, page: number): Promise<UnansweredList> {
  if (!holds(viewer, 'curator')) refuse('forbidden', 'exchange.onlyCurators')
  return unanswered(viewer, sql<boolean>`true`, page)
}

async function unanswered(viewer: Viewer, where: RawBuilder<boolean>, page: number): Promise<UnansweredList> {
  dependsOn('exchange')
  const { rows } = await sql<Unanswered & { total: number }>`
    select ${entryColumns(viewer)}, count(*) over ()::int as total, (select count(*)::int from need_call where need = thing.id) as called
    ${entryFrom} where side = 'need' and ${isCurrent} and ${isUnanswered} and ${visibleTo(viewer)} and ${where}
    order by opened, thing.id limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(db())
  return { needs: rows, total: rows[0]?.total ?? 0 }
}
