import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Concept } from './vocabulary.ts'

/** A concept with where it is kept. */
export interface StoredConcept {
  id: number
  slug: string
  concept: Concept
}

interface Row extends Omit<Concept, 'notation'> {
  id: number
  slug: string
  notation: string | null
}

/** The concepts of a vocabulary, or one of them, as they travel; sorted by uri. One query. */
export async function storedConcepts(vocabulary: number, only?: number): Promise<StoredConcept[]> {
  dependsOn('topics')
  const { rows } = await sql<Row>`
    select c.thing as id, c.slug, c.uri, c.code, c.pref_labels as "prefLabels", c.alt_labels as "altLabels",
      c.definitions, c.notation, c.deprecated,
      array(select b.uri from broader join concept b on b.thing = broader.broader where broader.concept = c.thing) as broader,
      array(select r.uri from related join concept r on r.thing = related.related where related.concept = c.thing) as related,
      (select coalesce(json_agg(json_build_object('relation', relation, 'uri', uri)), '[]')
        from mapping where mapping.concept = c.thing) as mappings
    from concept c
    where c.vocabulary = ${vocabulary} ${only === undefined ? sql`` : sql`and c.thing = ${only}`}`.execute(
    db(),
  )
  return rows
    .map(
      ({ id, slug, notation, prefLabels, altLabels, definitions, broader, related, mappings, ...plain }) => ({
        id,
        slug,
        concept: {
          ...plain,
          prefLabels: inOrder(prefLabels),
          altLabels: inOrder(altLabels),
          definitions: inOrder(definitions),
          ...(notation !== null && { notation }),
          broader: broader.sort(),
          related: related.sort(),
          mappings: mappings.sort((a, b) => (`${a.relation} ${a.uri}` < `${b.relation} ${b.uri}` ? -1 : 1)),
        },
      }),
    )
    .sort((a, b) => (a.concept.uri < b.concept.uri ? -1 : 1))
}

/** The database keeps languages in an order of its own. */
const inOrder = <V>(byLanguage: Record<string, V>): Record<string, V> =>
  Object.fromEntries(Object.entries(byLanguage).sort(([a], [b]) => (a < b ? -1 : 1)))
