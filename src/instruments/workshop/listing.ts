import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Text } from '../../base/text.ts'
import { type ListQuery, listCards, listQuery, narrowing } from '../../base/things/listing.ts'
import { holds, type Viewer, visibleTo } from '../../base/viewer.ts'
import type { ProposalState } from './proposal.ts'
import { proposals, type Row } from './reading.ts'

export const perPage = 20

export interface Listed {
  proposals: Row[]
  total: number
}

/** The proposals for a questionnaire that the viewer may see: open ones, or those that are decided, newest first. */
export async function proposalsFor(
  viewer: Viewer,
  instrument: number,
  { open, page }: { open: boolean; page: number },
): Promise<Listed> {
  dependsOn('proposals')
  const which = sql`proposal.instrument = ${instrument} and thing.state = 'published' and (proposal.state = 'open') = ${open}`
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from proposal join thing on thing.id = proposal.thing
    where ${visibleTo(viewer)} and ${which}`.execute(db())
  const some = await proposals(
    viewer,
    which,
    sql`order by coalesce(decided, opened) desc, thing.id limit ${perPage} offset ${(page - 1) * perPage}`,
  )
  return { proposals: some, total: rows[0]!.total }
}

export interface ProposalWaiting {
  ref: string
  title: Text
}

/** Open proposals that wait for the viewer to decide, the oldest first, as one value of JSON. */
export function proposalsWaiting(viewer: Viewer): RawBuilder<ProposalWaiting[]> {
  const appointments = viewer.kind === 'person' ? (viewer.appointments ?? []) : []
  const curated = appointments.flatMap(({ role, subject }) =>
    role === 'curator' && subject !== undefined ? [subject] : [],
  )
  const all = holds(viewer, 'curator')
  if (!all && curated.length === 0) return sql`'[]'::json`
  return sql`coalesce((select json_agg(one) from (
    select thing.ref, proposal.title from proposal join thing on thing.id = proposal.thing
    where proposal.state = 'open' and ${visibleTo(viewer)}
      and (${all} or (proposal.kind <> 'extension' and proposal.instrument = any(${curated}::bigint[])))
    order by opened, thing.id limit 10) as one), '[]')`
}

const { lang, kind } = narrowing
const listed = ['open', 'adopted', 'declined'] as const satisfies ProposalState[]
export const ProposalsQuery = listQuery({ state: kind(listed), lang })

/** Proposals as the API lists them; those that were taken back are for their makers alone. */
export const listProposals = (viewer: Viewer, query: ListQuery & { state?: ProposalState; lang?: string }) =>
  listCards(viewer, 'proposal', query, {
    where: [
      sql<boolean>`thing.state = 'published'`,
      query.state ? sql<boolean>`thing.id in (select thing from proposal where state = ${query.state})` : [],
      query.lang
        ? sql<boolean>`thing.id in (select thing from proposal where jsonb_exists(title -> 'texts', ${query.lang}))`
        : [],
    ].flat(),
  })
