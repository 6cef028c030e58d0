import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { reader } from '../base/i18n/reader.ts'
import type { Text } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type ListQuery, listQuery, listThings, narrowing } from '../base/things/listing.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { placeAsked } from '../places/listing.ts'
import { mostRanked, search } from '../search/search.ts'
import { topicAsked } from '../vocabularies/listing.ts'
import { collectionUrl } from './address.ts'
import { opening } from './opening.ts'
import { sizeOf } from './reading.ts'

export const perPage = 24

export interface Listed {
  collections: { card: Card; size: number; byRule: boolean }[]
  total: number
  /** The places and topics that collections are about: choosing one never leads to nothing. */
  about: { id: number; kind: string }[]
}

/** Collections by what changed last, or with words by relevance; of one place or topic, or the viewer's own. */
export async function listCollections(
  viewer: Viewer,
  { q, subject, mine, page }: { q?: string; subject?: number; mine?: boolean; page: number },
): Promise<Listed> {
  dependsOn('collections', 'things')
  const found = q === undefined ? undefined : await namedBy(viewer, q)
  const open = sql`thing.kind = 'collection' and thing.state = 'published' and ${visibleTo(viewer)}`
  const { rows } = await sql<{ id: number; size: number; byRule: boolean; total: number }>`
    select thing.id, ${sizeOf(viewer, 'thing.id')} as size, rule is not null as "byRule", count(*) over ()::int as total
    from thing join collection on collection.thing = thing.id where ${open}
      and ${mine ? sql`collection.keeper = ${viewer.kind === 'person' ? viewer.id : null}` : sql`true`}
      and ${found ? sql`thing.id = any(${found}::bigint[])` : sql`true`}
      and ${subject === undefined ? sql`true` : sql`thing.id in (select about.thing from about join within on within.thing = about.subject where within.ancestor = ${subject})`}
    order by ${found ? sql`array_position(${found}::bigint[], thing.id)` : sql`thing.changed desc, thing.id`}
    limit ${perPage} offset ${(page - 1) * perPage}`.execute(db())
  const about = await sql<{ id: number; kind: string }>`
    select distinct subject.id, subject.kind from thing join about on about.thing = thing.id
      join thing as subject on subject.id = about.subject
    where ${open} and subject.kind in ('place', 'topic') limit ${mostSubjects}`.execute(db())
  const cards = await cardsOf(
    viewer,
    rows.map(({ id }) => ({ id, kind: 'collection' })),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    collections: cards.map((card) => ({ card, ...byId.get(card.id)! })),
    total: rows[0]?.total ?? 0,
    about: about.rows,
  }
}

const mostSubjects = 300

const namedBy = async (viewer: Viewer, q: string): Promise<number[]> =>
  (
    await search(viewer, q, { filters: { kind: ['collection'] }, lang: reader().lang, limit: mostRanked })
  ).hits.map(({ thing }) => thing)

const { place, concept, lang } = narrowing
export const CollectionsQuery = listQuery({ place, concept, lang })

/**
 * Collections as the API lists them; those that were taken down too, so that whoever keeps a copy learns of
 * it. Refuses a place or topic that does not exist.
 */
export async function listForPrograms(
  viewer: Viewer,
  query: ListQuery & { place?: string; concept?: string; lang?: string },
) {
  const { rows, total, next } = await listThings(viewer, 'collection', query, {
    subjects: [...(await placeAsked(viewer, query.place)), ...(await topicAsked(query.concept))],
    where: query.lang
      ? [
          sql<boolean>`thing.id in (select thing from collection where jsonb_exists(title -> 'texts', ${query.lang}))`,
        ]
      : [],
  })
  const said = await sql<{ id: number; title: Text; introduction: Text | null }>`
    select thing as id, title, introduction from collection where thing = any(${rows.map(({ id }) => id)}::bigint[])`.execute(
    db(),
  )
  const byId = new Map(said.rows.map((one) => [one.id, one]))
  const items = rows.flatMap(({ id, ref, state, changed }) => {
    const one = byId.get(id)
    if (!one) return []
    const { title, introduction } = one
    return [
      {
        ref,
        state,
        changed: changed.toISOString(),
        address: collectionUrl({ ref, title }),
        title,
        ...(introduction && { summary: opening(introduction) }),
      },
    ]
  })
  return { items, total, next }
}
