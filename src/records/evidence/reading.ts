import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { inTermOf } from '../../base/in-term.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { mayCurate } from '../access.ts'
import type { Outcome, Use } from './use.ts'

export const usesPerPage = 20

export interface UsesAsked {
  outcome?: Outcome
  /** The id of a place: there, or in anything within it. */
  place?: number
  /** From 1. */
  page?: number
  perPage?: number
  /** The newest first, wherever it was said; of these those before the one of this id. Else what was said here stands first. */
  before?: number | 'all'
}

/** What a row of `use` shows, beside its `own` thing and its `person`. */
const columns = (viewer: Viewer) => sql`
  own.id, own.ref, use.outcome, use.note, use.conditions, use.adaptation, use.figures, use.place, use.happened, use.said, use.changed,
  case when use.person is null then (select json_build_object('name', use.elsewhere #>> '{by,name}') where use.elsewhere ? 'by')
    when use.named and person.name <> '' then (select json_strip_nulls(json_build_object('name', person.name, 'handle',
      case when page.state = 'published' and ${visibleTo(viewer, 'page.circle')} then person.handle end))
    from thing as page where page.id = person.thing) end as by,
  coalesce((select json_build_object('slug', slug, 'name', organisation.name) from organisation where organisation.thing = use.organisation),
    case when use.elsewhere ? 'organisation' then json_build_object('name', use.elsewhere #> '{organisation,name}') end) as organisation,
  case when use.person is null then json_build_object('origin', own.origin, 'counts', use.elsewhere -> 'counts') end as elsewhere,
  by_maker as "byMaker"`

/** What is said of one record, what was said here before what came along, the newest first; whoever asks has checked that the record may be seen. */
export const usesRows = (
  viewer: Viewer,
  record: RawBuilder<unknown>,
  { outcome, place, page = 1, perPage = usesPerPage, before }: UsesAsked = {},
): RawBuilder<Use & { total: number }> => sql`
  select ${columns(viewer)}, count(*) over ()::int as total
  from use join thing as own on own.id = use.thing left join person on person.thing = use.person
  where use.record = ${record} and withdrawn is null and hidden is null and own.state = 'published' and ${visibleTo(viewer, 'own.circle')}
    and ${outcome === undefined ? sql`true` : sql`outcome = ${outcome}`}
    and ${place === undefined ? sql`true` : sql`use.place in (select within.thing from within where ancestor = ${place})`}
    and ${typeof before === 'number' ? sql`use.thing < ${before}` : sql`true`}
  order by ${before === undefined ? sql`use.person is null,` : sql``} use.thing desc limit ${perPage} offset ${(page - 1) * perPage}`

/** A page of what is said of a record. Whoever asks has checked that the record may be seen. One query. */
export async function usesOf(
  viewer: Viewer,
  { thing, ref }: { thing: number; ref: Ref },
  asked: UsesAsked = {},
): Promise<{ uses: Use[]; total: number }> {
  dependsOn(ref, 'people')
  const { rows } = await usesRows(viewer, sql`${thing}`, asked).execute(db())
  return { uses: rows.map(({ total: _, ...use }) => use), total: rows[0]?.total ?? 0 }
}

/** The ids of the places where others say they used it. One query. */
export async function placesUsedIn(viewer: Viewer, record: number): Promise<number[]> {
  const { rows } = await sql<{ place: number }>`
    select distinct use.place from use join thing as own on own.id = use.thing
    where use.record = ${record} and use.place is not null and withdrawn is null and hidden is null and ${visibleTo(viewer, 'own.circle')}`.execute(
    db(),
  )
  return rows.map(({ place }) => place)
}

/** One use as it is read by itself. */
export interface WholeUse extends Use {
  record: { thing: number; ref: Ref; title: Text }
  /** Whoever said it, or who speaks today for the organisation it is said for. */
  mine: boolean
  withdrawn: boolean
  /** Why a curator of its record keeps it out of sight. */
  hidden: Text | null
}

/**
 * One use, of a record that the viewer may see. 404 when there is none; 410 for one that was taken back, or
 * is kept out of sight, unless it is the viewer's own or they curate its record.
 */
export async function useFor(viewer: Viewer, ref: string): Promise<WholeUse> {
  if (!isRef(ref)) missing()
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Omit<WholeUse, 'record'> & { record: number; recordRef: Ref; title: Text }>`
    select ${columns(viewer)}, use.record, about.ref as "recordRef", version.content -> 'title' as title,
      use.person is not distinct from ${me} or exists (select from representative where representative.organisation = use.organisation
        and representative.person = ${me} and ${inTermOf('representative')}) as mine,
      withdrawn is not null as withdrawn, case when hidden is not null then hidden_why end as hidden
    from use join thing as own on own.id = use.thing left join person on person.thing = use.person
      join record on record.thing = use.record join version on version.id = record.current
      join thing as about on about.id = use.record
    where own.ref = ${ref} and ${visibleTo(viewer, 'own.circle')} and about.state = 'published' and ${visibleTo(viewer, 'about.circle')}`.execute(
    db(),
  )
  const { record, recordRef, title, ...use } = found(rows[0])
  dependsOn(ref, recordRef, 'people')
  if (use.withdrawn && !use.mine) refuse('gone', 'evidence.takenBack')
  if (use.hidden && !use.mine && !(await mayCurate(viewer, record))) refuse('gone', 'evidence.outOfSight')
  return { ...use, record: { thing: record, ref: recordRef, title } }
}
