import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { findThings } from '../base/things/finding.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type ListQuery, listCards, listQuery, narrowing } from '../base/things/listing.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { placeAsked } from '../places/listing.ts'
import { topicAsked } from '../vocabularies/listing.ts'
import { type Joining, ways } from './community.ts'

export const perPage = 24

export interface Asked {
  q?: string
  /** The ids of a place and of a topic it is about, or of something within them. */
  place?: number
  topic?: number
  joining?: Joining
  lang?: string
  /** Those the viewer belongs to. */
  mine: boolean
  page: number
}

export interface Listed {
  communities: { card: Card; size: number; joining: Joining; forGovernments: boolean }[]
  total: number
  /** What they are about, and the languages they speak: choosing one never leads to nothing. */
  about: { id: number; kind: string }[]
  langs: string[]
}

/** Communities by words or by what changed last, those that closed at the end. Two queries, those of its cards, and one for words. */
export async function listCommunities(viewer: Viewer, asked: Asked): Promise<Listed> {
  dependsOn('communities', 'things')
  const open = sql`thing.kind = 'community' and thing.state = 'published' and ${visibleTo(viewer)}`
  const found = asked.q === undefined ? undefined : await findThings(viewer, asked.q)
  const { rows } = await sql<{
    id: number
    size: number
    joining: Joining
    forGovernments: boolean
    total: number
  }>`
    select thing.id, joining, for_governments as "forGovernments", count(*) over ()::int as total,
      (select count(*)::int from membership where membership.community = thing.id and standing = 'member' and ended is null) as size
    from thing join community on community.thing = thing.id where ${open} and ${sql.join(conditions(viewer, asked, found), sql` and `)}
    order by ${found ? sql`array_position(${found}::bigint[], thing.id), ` : sql``}
      coalesce(array_position(array['quiet', 'dormant', 'closed'], rest), 0), thing.changed desc, thing.id
    limit ${perPage} offset ${(asked.page - 1) * perPage}`.execute(db())
  const { rows: choices } = await sql<Pick<Listed, 'about' | 'langs'>>`
    select coalesce((select jsonb_agg(distinct jsonb_build_object('id', subject.id, 'kind', subject.kind))
        from thing join about on about.thing = thing.id join thing as subject on subject.id = about.subject
        where ${open} and subject.kind in ('place', 'topic')), '[]') as about,
      array(select distinct lang from thing join community on community.thing = thing.id,
        jsonb_object_keys(community.name -> 'texts') as lang where ${open} order by lang) as langs`.execute(
    db(),
  )
  const cards = await cardsOf(
    viewer,
    rows.map(({ id }) => ({ id, kind: 'community' })),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    communities: cards.map((card) => ({ card, ...byId.get(card.id)! })),
    total: rows[0]?.total ?? 0,
    ...choices[0]!,
  }
}

function conditions(
  viewer: Viewer,
  { place, topic, joining, lang, mine }: Asked,
  found: number[] | undefined,
): RawBuilder<boolean>[] {
  const about = (subject: number) =>
    sql<boolean>`thing.id in (select about.thing from about join within on within.thing = about.subject where within.ancestor = ${subject})`
  return [
    sql<boolean>`true`,
    ...(found ? [sql<boolean>`thing.id = any(${found}::bigint[])`] : []),
    ...(place === undefined ? [] : [about(place)]),
    ...(topic === undefined ? [] : [about(topic)]),
    ...(joining ? [sql<boolean>`joining = ${joining}`] : []),
    ...(lang ? [speaks(lang)] : []),
    ...(mine
      ? [
          sql<boolean>`exists (select from membership where membership.community = thing.id and standing = 'member' and ended is null
            and person = ${viewer.kind === 'person' ? viewer.id : null})`,
        ]
      : []),
  ]
}

const speaks = (lang: string): RawBuilder<boolean> =>
  sql<boolean>`thing.id in (select community.thing from community where jsonb_exists(community.name -> 'texts', ${lang}))`

/** So many of those that do not rest, by when something was last said in them or changed. Two queries. */
export async function liveliest(viewer: Viewer, most: number): Promise<Card[]> {
  dependsOn('communities', 'threads', 'things')
  const { rows } = await sql<{ id: number; kind: string }>`
    select thing.id, thing.kind from thing join community on community.thing = thing.id
    where thing.state = 'published' and rest is null and ${visibleTo(viewer)}
    order by greatest(thing.changed, (select max(last_at) from thread where thread.community = thing.id and not resting)) desc, thing.id
    limit ${most}`.execute(db())
  return cardsOf(viewer, rows)
}

/** Those that are not open yet, of whoever founds them. One query. */
export async function draftsOf(viewer: Viewer): Promise<{ slug: string; name: Card['title'] }[]> {
  if (viewer.kind !== 'person') return []
  const { rows } = await sql<{ slug: string; name: Card['title'] }>`
    select slug, community.name from membership join community on community.thing = membership.community join thing on thing.id = community.thing
    where person = ${viewer.id} and membership.ended is null and thing.state = 'draft' order by thing.changed desc, thing.id limit 20`.execute(
    db(),
  )
  return rows
}

const { place, concept, lang, kind } = narrowing
export const CommunitiesQuery = listQuery({ place, concept, lang, joining: kind(ways) })

/** Communities as the API lists them. Refuses a place or topic that does not exist. */
export async function listForPrograms(
  viewer: Viewer,
  query: ListQuery & { place?: string; concept?: string; lang?: string; joining?: Joining },
) {
  return listCards(viewer, 'community', query, {
    subjects: [...(await placeAsked(viewer, query.place)), ...(await topicAsked(query.concept))],
    where: [
      ...(query.lang ? [speaks(query.lang)] : []),
      ...(query.joining
        ? [sql<boolean>`thing.id in (select community.thing from community where joining = ${query.joining})`]
        : []),
    ],
  })
}
