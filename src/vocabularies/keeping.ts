import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { newRef } from '../base/ids.ts'
import { originHere } from '../base/origin.ts'
import { everyone } from '../base/viewer.ts'
import { givenSlugs } from './slugs.ts'
import type { StoredConcept } from './stored.ts'
import type { Concept } from './vocabulary.ts'

/**
 * Writes these concepts of a vocabulary as they are given, in the same few statements for ten or for
 * ten thousand; gives their keys. Their broader and related ones are among them or `stored`.
 */
export async function keepConcepts(
  vocabulary: number,
  vocabularySlug: string,
  concepts: Concept[],
  stored: Map<string, StoredConcept>,
): Promise<number[]> {
  if (concepts.length === 0) return []
  const slugs = await givenSlugs(vocabularySlug, concepts, stored)
  const keys = await makeThings(concepts.filter(({ uri }) => !stored.has(uri)).length)
  const rows = concepts.map((concept) => {
    const { uri, code, prefLabels, altLabels, definitions, notation, deprecated } = concept
    const thing = stored.get(uri)?.id ?? keys.pop()!
    return {
      thing,
      uri,
      code,
      slug: slugs.get(uri)!,
      pref_labels: prefLabels,
      alt_labels: altLabels,
      definitions,
      notation,
      deprecated,
    }
  })
  const touched = rows.map(({ thing }) => thing)
  await sql`
    insert into concept (thing, vocabulary, uri, code, slug, pref_labels, alt_labels, definitions, notation, deprecated)
    select thing, ${vocabulary}, uri, code, slug, pref_labels, alt_labels, definitions, notation, deprecated
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (thing bigint, uri text, code text, slug text,
      pref_labels jsonb, alt_labels jsonb, definitions jsonb, notation text, deprecated boolean)
    on conflict (thing) do update set code = excluded.code, slug = excluded.slug, pref_labels = excluded.pref_labels,
      alt_labels = excluded.alt_labels, definitions = excluded.definitions, notation = excluded.notation,
      deprecated = excluded.deprecated`.execute(db())
  await sql`update thing set changed = now() where id = any(${touched}::bigint[])`.execute(db())
  await keepRelations(
    touched,
    concepts,
    rows.map(({ thing }) => thing),
  )
  await keepLabels(touched)
  await keepWithin(vocabulary)
  return touched
}

/** Marks what is no longer in its vocabulary. */
export async function retire(ids: number[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update concept set deprecated = true where thing = any(${ids}::bigint[])`.execute(db())
  await sql`update thing set changed = now() where id = any(${ids}::bigint[])`.execute(db())
}

async function makeThings(count: number): Promise<number[]> {
  if (count === 0) return []
  const refs = Array.from({ length: count }, () => newRef())
  const { rows } = await sql<{ id: number }>`
    insert into thing (kind, ref, circle, state, origin)
    select 'topic', ref, ${everyone}, 'published', ${await originHere()} from unnest(${refs}::text[]) as ref
    returning id`.execute(db())
  return rows.map(({ id }) => id)
}

async function keepRelations(touched: number[], concepts: Concept[], keys: number[]): Promise<void> {
  const pairs = (name: 'broader' | 'related'): string =>
    JSON.stringify(concepts.flatMap((concept, i) => concept[name].map((uri) => ({ concept: keys[i], uri }))))
  await sql`delete from broader where concept = any(${touched}::bigint[])`.execute(db())
  await sql`
    insert into broader (concept, broader)
    select given.concept, concept.thing from jsonb_to_recordset(${pairs('broader')}::jsonb) as given (concept bigint, uri text)
    join concept on concept.uri = given.uri`.execute(db())
  await sql`delete from related where concept = any(${touched}::bigint[]) or related = any(${touched}::bigint[])`.execute(
    db(),
  )
  await sql`
    with pair as (
      select given.concept, concept.thing as related
      from jsonb_to_recordset(${pairs('related')}::jsonb) as given (concept bigint, uri text) join concept on concept.uri = given.uri)
    insert into related (concept, related) select concept, related from pair union select related, concept from pair`.execute(
    db(),
  )
  const mappings = concepts.flatMap((concept, i) =>
    concept.mappings.map((mapping) => ({ concept: keys[i], ...mapping })),
  )
  await sql`delete from mapping where concept = any(${touched}::bigint[])`.execute(db())
  await sql`
    insert into mapping (concept, relation, uri) select concept, relation, uri
    from jsonb_to_recordset(${JSON.stringify(mappings)}::jsonb) as given (concept bigint, relation text, uri text)`.execute(
    db(),
  )
}

async function keepLabels(touched: number[]): Promise<void> {
  await sql`delete from concept_label where concept = any(${touched}::bigint[])`.execute(db())
  await sql`
    with label as (
      select thing, lang, label, true as preferred from concept, jsonb_each_text(pref_labels) as one (lang, label)
      where thing = any(${touched}::bigint[])
      union all
      select thing, lang, label, false from concept, jsonb_each(alt_labels) as one (lang, labels), jsonb_array_elements_text(labels) as label
      where thing = any(${touched}::bigint[]))
    insert into concept_label (concept, lang, label, preferred, lexemes)
    select thing, lang, label, preferred, label_lexemes(label_config(lang), label) from label`.execute(db())
}

/** Every concept is within itself and all that is broader, along any way. */
async function keepWithin(vocabulary: number): Promise<void> {
  await sql`delete from within where thing in (select thing from concept where vocabulary = ${vocabulary})`.execute(
    db(),
  )
  await sql`
    with recursive up (thing, ancestor) as (
      select thing, thing from concept where vocabulary = ${vocabulary}
      union
      select up.thing, broader.broader from up join broader on broader.concept = up.ancestor)
    insert into within (thing, ancestor) select thing, ancestor from up`.execute(db())
}
