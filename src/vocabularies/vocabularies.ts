import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { found } from '../base/refusal.ts'
import type { Labels } from '../base/text.ts'
import { isKnowledge } from '../base/things/lists.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { storedConcepts } from './stored.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface VocabularyView {
  id: number
  ref: Ref
  slug: string
  uri: string
  title: Labels
  note: Labels
  licence: string | null
  /** How many topics it has, without deprecated ones. */
  topics: number
  /** How many published things its topics name. */
  known: number
  /** Whether some topics stand under others. */
  hierarchical: boolean
  /** How many topics have a name in each language, most first. */
  languages: { lang: string; count: number }[]
}

const view = (viewer: Viewer) => sql`
  select vocabulary.thing as id, thing.ref, vocabulary.slug, vocabulary.uri, vocabulary.title, vocabulary.note, vocabulary.licence,
    (select count(*) from concept where concept.vocabulary = vocabulary.thing and not deprecated) as topics,
    (select count(distinct about.thing) from about join concept on concept.thing = about.subject join thing on thing.id = about.thing
      where concept.vocabulary = vocabulary.thing and thing.state = 'published' and ${isKnowledge()} and ${visibleTo(viewer)}) as known,
    exists (select from broader join concept on concept.thing = broader.concept where concept.vocabulary = vocabulary.thing) as hierarchical,
    (select coalesce(json_agg(json_build_object('lang', lang, 'count', count) order by count desc, lang), '[]') from (
      select lang, count(*) from concept_label join concept on concept.thing = concept_label.concept
      where concept.vocabulary = vocabulary.thing and preferred and not deprecated group by lang) as counted) as languages
  from vocabulary join thing on thing.id = vocabulary.thing`

/** Every vocabulary, that which most is written under first. One query. */
export async function vocabularies(viewer: Viewer): Promise<VocabularyView[]> {
  dependsOn('vocabularies', 'things')
  const { rows } =
    await sql<VocabularyView>`${view(viewer)} where ${visibleTo(viewer)} order by known desc, topics desc, slug`.execute(
      db(),
    )
  return rows
}

/** The vocabulary at this address; refuses one that does not exist. One query. */
export async function vocabularyAt(viewer: Viewer, slug: string): Promise<VocabularyView> {
  dependsOn('vocabularies', 'things')
  const { rows } =
    await sql<VocabularyView>`${view(viewer)} where vocabulary.slug = ${slug} and ${visibleTo(viewer)}`.execute(
      db(),
    )
  return found(rows[0])
}

export interface TopTopic {
  vocabulary: number
  slug: string
  label: Labels
  /** How many published things are known under it and all that is narrower. */
  known: number
}

/** The topics at the top of every vocabulary with something under them, the most known first, `most` of each. One query. */
export async function topTopics(viewer: Viewer, most = 12): Promise<TopTopic[]> {
  dependsOn('topics', 'things')
  const { rows } = await sql<TopTopic>`
    select vocabulary.thing as vocabulary, top.slug, top.label, top.known from vocabulary, lateral (
      select concept.slug, concept.pref_labels as label, (
        select count(distinct about.thing) from within join about on about.subject = within.thing join thing on thing.id = about.thing
        where within.ancestor = concept.thing and thing.state = 'published' and ${isKnowledge()} and ${visibleTo(viewer)}) as known
      from concept where concept.vocabulary = vocabulary.thing and not deprecated
        and exists (select from broader where broader.broader = concept.thing)
        and not exists (select from broader where broader.concept = concept.thing)
      order by known desc, concept.slug limit ${most}) as top`.execute(db())
  return rows
}

/** The whole vocabulary as it travels; deprecated concepts too, marked. */
export async function vocabularyToExport(viewer: Viewer, slug: string): Promise<Vocabulary> {
  const { id, uri, title, note, licence } = await vocabularyAt(viewer, slug)
  const concepts = (await storedConcepts(id)).map((one) => one.concept)
  return { uri, slug, title, note, ...(licence !== null && { licence }), concepts }
}
