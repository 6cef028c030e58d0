import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'

/** A topic that words of a query name. */
export interface NamedTopic {
  id: number
  /** The part of the query that names it. */
  matched: string
  /** All its labels by language, the preferred one first. */
  labels: Record<string, string[]>
}

/** A run of words of the query. */
interface Part {
  words: string
  from: number
  to: number
}

/** The longest name that is looked for, and how much of a query is looked at, in words and in characters of each. */
const longest = 5
const most = { words: 12, ofWord: 34 }
/** How many topics one name may bring. */
const crowded = 3
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/**
 * The topics that parts of a query name by any label in any language, whatever the inflection,
 * accents or capitals: "erosion des sols" and "Soil erosion control" both name soil erosion. Of
 * names within names the longest counts. Most words first, then the order of the query. One query;
 * `looked`: at so many words of it.
 */
export async function labelsForQuery(
  query: string,
  { limit = 8, looked = most.words }: { limit?: number; looked?: number } = {},
): Promise<NamedTopic[]> {
  dependsOn('topics')
  const parts = partsOf(query, looked)
  if (parts.length === 0) return []
  const { rows } = await sql<{ id: number; part: number; labels: NamedTopic['labels'] }>`
    -- The languages there are, by leaping through the index.
    with recursive spoken (lang) as (
      select min(lang) from concept_label
      union all
      select (select min(lang) from concept_label where lang > spoken.lang) from spoken where spoken.lang is not null),
    asked as materialized (
      select distinct part - 1 as part, label_lexemes(config, words) as lexemes
      from unnest(${parts.map(({ words }) => words)}::text[]) with ordinality as one (words, part),
        (select distinct label_config(lang) as config from spoken where lang is not null) as inflected),
    -- Of "soil erosion" and "soil erosion and" the last says the same in fewer words. (offset 0: each
    -- is looked up in the index, whatever the planner believes.)
    named as (
      select label.concept, max(asked.part) as part, cardinality(string_to_array(asked.lexemes, ' ')) as lexemes,
        bool_or(label.preferred) as preferred
      from asked, lateral (select concept, preferred from concept_label where concept_label.lexemes = asked.lexemes offset 0) as label
      where asked.lexemes <> '' group by label.concept, asked.lexemes order by lexemes desc limit 60)
    select named.concept as id, named.part,
      (select json_object_agg(lang, labels) from (
        select lang, json_agg(label order by preferred desc, label) as labels
        from concept_label where concept = named.concept group by lang) as by_language) as labels
    from named join concept on concept.thing = named.concept
    order by named.lexemes desc, named.part, named.preferred desc, concept.deprecated, named.concept`.execute(
    db(),
  )
  const taken: Part[] = []
  const found = new Map<number, NamedTopic>()
  for (const { id, part, labels } of rows) {
    const { from, to, words } = parts[part]!
    const inside = taken.some((one) => one.from <= from && to <= one.to && one.words !== words)
    const crowd = taken.filter((one) => one.words === words).length
    if (inside || crowd === crowded || found.has(id)) continue
    taken.push(parts[part]!)
    found.set(id, { id, matched: words, labels })
  }
  return [...found.values()].slice(0, limit)
}

/** Every run of words of a query, the longest first. Chinese and Thai have words, too, without spaces. */
function partsOf(query: string, looked: number): Part[] {
  const words = [...segmenter.segment(query.slice(0, looked * most.ofWord))]
    .filter((one) => one.isWordLike)
    .slice(0, looked)
  const parts: Part[] = []
  for (let length = Math.min(longest, words.length); length > 0; length--)
    for (let i = 0; i + length <= words.length; i++) {
      const from = words[i]!.index
      const to = words[i + length - 1]!.index + words[i + length - 1]!.segment.length
      parts.push({ words: query.slice(from, to), from, to })
    }
  return parts
}
