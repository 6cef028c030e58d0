import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { missing } from '../base/refusal.ts'
import type { Labels } from '../base/text.ts'
import { isKnowledge } from '../base/things/lists.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { storedConcepts } from './stored.ts'
import type { Concept, MappingRelation, Vocabulary } from './vocabulary.ts'

/** A topic as it stands in lists, trees and trails. */
export interface Neighbour {
  id: number
  slug: string
  label: Labels
  deprecated: boolean
  /** How many published things are known under it and all that is narrower. */
  known: number
}

/** A concept elsewhere, or a topic here. */
export interface Mapped {
  relation: MappingRelation
  uri: string
  topic?: Neighbour & { vocabulary: string }
}

export interface TopicView {
  id: number
  ref: Ref
  slug: string
  uri: string
  code: string
  label: Labels
  otherNames: Record<string, string[]>
  definition: Labels
  notation?: string
  deprecated: boolean
  vocabulary: { id: number; slug: string; title: Labels }
  /** Broader topics from the top down to the nearest, along one way. */
  trail: Neighbour[]
  /** The nearest broader ones that the trail does not hold. */
  alsoUnder: Neighbour[]
  narrower: Neighbour[]
  related: Neighbour[]
  mapped: Mapped[]
}

interface TopicRow
  extends Omit<
    TopicView,
    'vocabulary' | 'notation' | 'trail' | 'alsoUnder' | 'narrower' | 'related' | 'mapped'
  > {
  notation: string | null
  vocabularyId: number
  vocabularySlug: string
  vocabularyTitle: Labels
}

/**
 * The topic at this address with all that stands around it; or where it has moved to. Refuses what
 * does not exist. Two queries.
 */
export async function topicAt(viewer: Viewer, slug: string): Promise<TopicView | { movedTo: string }> {
  dependsOn('topics', 'vocabularies', 'things')
  const row = await topicRow(viewer, slug)
  if (!row) return { movedTo: await movedTo(viewer, slug) }
  const { notation, vocabularyId, vocabularySlug, vocabularyTitle, ...plain } = row
  const around = await neighbours(viewer, row.id, row.uri)
  const of = (relation: string): NeighbourRow[] => around.filter((one) => one.relation === relation)
  const trail = trailOf(row.id, of('ancestor'))
  return {
    ...plain,
    ...(notation !== null && { notation }),
    vocabulary: { id: vocabularyId, slug: vocabularySlug, title: vocabularyTitle },
    ...trail,
    narrower: of('narrower').map(plainly),
    related: of('related').map(plainly),
    mapped: around.filter((one) => one.uri !== null).map(mappedTo),
  }
}

async function topicRow(viewer: Viewer, slug: string): Promise<TopicRow | undefined> {
  const { rows } = await sql<TopicRow>`
    select concept.thing as id, thing.ref, concept.slug, concept.uri, concept.code, concept.pref_labels as label,
      concept.alt_labels as "otherNames", concept.definitions as definition, concept.notation, concept.deprecated,
      vocabulary.thing as "vocabularyId", vocabulary.slug as "vocabularySlug", vocabulary.title as "vocabularyTitle"
    from concept join thing on thing.id = concept.thing join vocabulary on vocabulary.thing = concept.vocabulary
    where concept.slug = ${slug} and ${visibleTo(viewer)}`.execute(db())
  return rows[0]
}

async function movedTo(viewer: Viewer, slug: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`
    select concept.slug from topic_old_slug old join concept on concept.thing = old.concept join thing on thing.id = concept.thing
    where old.slug = ${slug} and ${visibleTo(viewer)}`.execute(db())
  return rows[0]?.slug ?? missing()
}

interface NeighbourRow {
  relation: string
  /** Of a mapping. */
  uri: string | null
  /** Null for a concept that is not here. */
  id: number | null
  slug: string
  label: Labels
  deprecated: boolean
  known: number
  vocabulary: string
  broader: number[]
}

/** A mapping stands at one of the two: the other sees it the other way round. */
async function neighbours(viewer: Viewer, id: number, uri: string): Promise<NeighbourRow[]> {
  const { rows } = await sql<NeighbourRow>`
    with around as (
      select 'ancestor' as relation, null as uri, ancestor as concept from within where thing = ${id}
      union all select 'narrower', null, concept from broader where broader = ${id}
      union all select 'related', null, related from related where concept = ${id}
      union select mapping.relation, mapping.uri, target.thing from mapping left join concept target on target.uri = mapping.uri
        where mapping.concept = ${id}
      union select case relation when 'broadMatch' then 'narrowMatch' when 'narrowMatch' then 'broadMatch' else relation end,
        source.uri, source.thing from mapping join concept source on source.thing = mapping.concept where mapping.uri = ${uri})
    select around.relation, around.uri, concept.thing as id, concept.slug, concept.pref_labels as label, concept.deprecated,
      vocabulary.slug as vocabulary, (select coalesce(json_agg(broader.broader), '[]') from broader where broader.concept = concept.thing) as broader,
      (select count(distinct about.thing) from within join about on about.subject = within.thing join thing on thing.id = about.thing
        where within.ancestor = concept.thing and thing.state = 'published' and ${isKnowledge()} and ${visibleTo(viewer)}) as known
    from around left join concept on concept.thing = around.concept
    left join vocabulary on vocabulary.thing = concept.vocabulary`.execute(db())
  return rows
}

const plainly = ({ id, slug, label, deprecated, known }: NeighbourRow): Neighbour => ({
  id: id!,
  slug,
  label,
  deprecated,
  known,
})

const mappedTo = (row: NeighbourRow): Mapped => ({
  relation: row.relation as MappingRelation,
  uri: row.uri!,
  ...(row.id !== null && { topic: { ...plainly(row), vocabulary: row.vocabulary } }),
})

/** One way up, always the same: of several broader ones that whose address comes first. */
function trailOf(id: number, ancestors: NeighbourRow[]): Pick<TopicView, 'trail' | 'alsoUnder'> {
  const byId = new Map(ancestors.map((one) => [one.id!, one]))
  const above = (one: NeighbourRow): NeighbourRow[] =>
    one.broader.flatMap((key) => byId.get(key) ?? []).sort((a, b) => (a.slug < b.slug ? -1 : 1))
  const [first, ...others] = above(byId.get(id)!)
  const trail: NeighbourRow[] = []
  for (let step = first; step && !trail.includes(step); step = above(step)[0]) trail.unshift(step)
  return { trail: trail.map(plainly), alsoUnder: others.map(plainly) }
}

/** A topic as SKOS: its vocabulary with this one concept. */
export async function topicToExport(topic: Pick<TopicView, 'id' | 'vocabulary'>): Promise<Vocabulary> {
  const { rows } = await sql<Omit<Vocabulary, 'concepts' | 'licence'> & { licence: string | null }>`
    select uri, slug, title, note, licence from vocabulary where thing = ${topic.vocabulary.id}`.execute(db())
  const { licence, ...plain } = rows[0]!
  const concepts = (await storedConcepts(topic.vocabulary.id, topic.id)).map((one): Concept => one.concept)
  return { ...plain, ...(licence !== null && { licence }), concepts }
}
