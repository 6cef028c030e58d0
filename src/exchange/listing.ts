import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type ListQuery, listCards, listQuery, narrowing } from '../base/things/listing.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { placeAsked } from '../places/listing.ts'
import { topicAsked } from '../vocabularies/listing.ts'
import { type Entry, most, type Side, type What, whats } from './entry.ts'
import { entryColumns, entryFrom, isCurrent, isHeard, meOf } from './reading.ts'
import { isSilenced } from './take-ups.ts'

export interface Wanted {
  side?: Side
  what?: What
  /** A topic and a place: these, or anything within them. */
  topic?: number
  place?: number
  lang?: string
  /** For this community alone. */
  community?: number
}

export interface ListedEntry extends Entry {
  /** How many took it up and were not declined; for whoever said it. */
  takers: number
}

export interface EntryList {
  entries: ListedEntry[]
  total: number
}

/** Open offers and needs that the viewer may see, the newest first. One query. */
export function listEntries(viewer: Viewer, wanted: Wanted, page = 1): Promise<EntryList> {
  dependsOn('exchange', 'people')
  return listed(
    viewer,
    sql.join([isCurrent, visibleTo(viewer), isHeard(viewer), ...narrowed(wanted)], sql` and `),
    page,
  )
}

/** The viewer's own, open or over, the last changed first. Refuses strangers. One query. */
export const ownEntries = (viewer: Viewer, page = 1): Promise<EntryList> =>
  listed(viewer, sql`entry.person = ${personOf(viewer)}`, page)

async function listed(viewer: Viewer, where: RawBuilder<unknown>, page: number): Promise<EntryList> {
  const { rows } = await sql<ListedEntry & { total: number }>`
    select ${entryColumns(viewer)}, count(*) over ()::int as total,
      case when entry.person = ${meOf(viewer)} then (select count(*)::int from take_up where take_up.entry = thing.id and take_up.state in ('proposed', 'agreed', 'done') and not ${isSilenced}) else 0 end as takers
    ${entryFrom} where ${where} order by (ended is not null), opened desc, thing.id desc
    limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(db())
  return { entries: rows, total: rows[0]?.total ?? 0 }
}

const narrowed = ({ side, what, topic, place, lang, community }: Wanted): RawBuilder<unknown>[] => [
  ...(side ? [sql`entry.side = ${side}`] : []),
  ...(what ? [sql`entry.what = ${what}`] : []),
  ...[topic, place].flatMap((subject) =>
    subject === undefined
      ? []
      : [
          sql`thing.id in (select about.thing from about join within on within.thing = about.subject where within.ancestor = ${subject})`,
        ],
  ),
  ...(lang ? [sql`(entry.langs = '{}' or ${lang} = any(entry.langs))`] : []),
  ...(community === undefined ? [] : [sql`entry.community = ${community}`]),
]

const { place, concept, lang } = narrowing
export const EntriesQuery = listQuery({ place, concept, lang, kind: narrowing.kind(whats) })

/** Open offers or needs as the API lists them. */
export async function listForPrograms(
  viewer: Viewer,
  side: Side,
  query: ListQuery & { place?: string; concept?: string; lang?: string; kind?: What },
) {
  const of = (condition: RawBuilder<unknown>) =>
    sql<boolean>`thing.id in (select thing from exchange_entry as entry where ${condition})`
  return listCards(viewer, side, query, {
    subjects: [...(await placeAsked(viewer, query.place)), ...(await topicAsked(query.concept))],
    where: [
      sql<boolean>`thing.state = 'published'`,
      ...(query.lang ? [of(sql`(langs = '{}' or ${query.lang} = any(langs))`)] : []),
      ...(query.kind ? [of(sql`what = ${query.kind}`)] : []),
    ],
  })
}
