import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Labels, Text } from '../base/text.ts'
import { holds, type Viewer, visibleTo } from '../base/viewer.ts'
import { isUnkept } from '../collections/reading.ts'
import { curatesRecord } from '../records/access.ts'
import { curated, curates, isCurated, refuseNotCurator } from './desk-rights.ts'

export interface KeptVocabulary {
  slug: string
  title: Labels
  /** Where it is from. */
  uri: string
  topics: number
  /** Topics that are no longer in it. */
  retired: number
  /** When something of it last came in, and by whom; the instance itself has no name. */
  imported: { at: string; by: string | null } | null
}

/** The vocabularies that the viewer keeps in order: all of them, or those they curate. Refuses who curates nothing. */
export async function keptVocabularies(viewer: Viewer): Promise<KeptVocabulary[]> {
  refuseNotCurator(viewer)
  const { rows } = await sql<KeptVocabulary>`
    select slug, title, uri,
      (select count(*) from concept where vocabulary = vocabulary.thing and not deprecated) as topics,
      (select count(*) from concept where vocabulary = vocabulary.thing and deprecated) as retired,
      (select json_build_object('at', audit.at, 'by', person.name)
        from audit left join person on audit.who = 'person:' || person.thing
        where audit.thing = vocabulary.thing and verb = 'vocabulary.import' order by audit.id desc limit 1) as imported
    from vocabulary where ${holds(viewer, 'curator') ? sql`true` : sql`vocabulary.thing = any(${curated(viewer)}::bigint[])`}
    order by slug`.execute(db())
  return rows
}

/** What waits for somebody to care for it. */
export const caring = ['custodian', 'review', 'keeper', 'collection'] as const
export type Caring = (typeof caring)[number]

export interface Unkept {
  /** Of a record or collection; an organisation has a slug. */
  ref: string | null
  slug: string | null
  title: Text
  /** The day by which it was to be looked at again. */
  since: string | null
}

export interface Care {
  of: Caring
  counts: Record<Caring, number>
  things: Unkept[]
  size: number
}

const size = 20

const organisations = (viewer: Viewer) => sql`
      from organisation join thing on thing.id = organisation.thing
      where thing.state = 'published' and ${visibleTo(viewer)} and ${isCurated(viewer, sql`thing.id`)}
        and not exists (select from belonging where organisation = thing.id and standing = 'steward' and ended is null)`

const collections = (viewer: Viewer) => sql`
      from collection join thing on thing.id = collection.thing
      where thing.state = 'published' and ${visibleTo(viewer)} and ${isCurated(viewer, sql`thing.id`)} and ${isUnkept}`

/** How many organisations and collections nobody keeps, of what the viewer curates; none for who curates nothing. */
export const unkeptOf = (viewer: Viewer): RawBuilder<Record<'organisations' | 'collections', number>> =>
  curates(viewer)
    ? sql`json_build_object('organisations', (select count(*) ${organisations(viewer)}), 'collections', (select count(*) ${collections(viewer)}))`
    : sql`'{"organisations": 0, "collections": 0}'::json`

/**
 * Records without a custodian or past their review date, and organisations and collections that nobody
 * keeps, of what the viewer curates: one of the four, paged, and how many there are of each. Refuses who
 * curates nothing.
 */
export async function careFor(viewer: Viewer, asked: string | undefined, page: number): Promise<Care> {
  refuseNotCurator(viewer)
  const of = caring.find((one) => one === asked) ?? 'custodian'
  const records = sql`
    from record join thing on thing.id = record.thing join version on version.id = record.current
    where thing.state = 'published' and ${visibleTo(viewer)}
      and ${curatesRecord(viewer)}`
  const from = {
    custodian: sql`${records} and record.custodian is null`,
    review: sql`${records} and record.due < current_date`,
    keeper: organisations(viewer),
    collection: collections(viewer),
  }
  const { rows: counts } = await sql<Record<Caring, number>>`
    select (select count(*) ${from.custodian}) as custodian, (select count(*) ${from.review}) as review,
      (select count(*) ${from.keeper}) as keeper, (select count(*) ${from.collection}) as collection`.execute(
    db(),
  )
  const ofRecord = sql`thing.ref, null as slug, version.content -> 'title' as title, record.due as since`
  const columns = {
    custodian: ofRecord,
    review: ofRecord,
    keeper: sql`null as ref, organisation.slug, organisation.name as title, null as since`,
    collection: sql`thing.ref, null as slug, collection.title, null as since`,
  }
  const { rows } = await sql<Unkept>`
    select ${columns[of]} ${from[of]} order by ${of === 'review' ? sql`record.due, thing.id` : sql`thing.changed, thing.id`}
    limit ${size} offset ${(page - 1) * size}`.execute(db())
  return { of, counts: counts[0]!, things: rows, size }
}
