import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { kept } from '../base/cache/kept.ts'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import type { Labels } from '../base/text.ts'

/** Enough of a topic to name it and lead to it. */
export interface Topic {
  id: number
  ref: Ref
  slug: string
  /** As records write it: `slm:stone-bunds`. */
  code: string
  label: Labels
}

const topic = sql`
  select concept.thing as id, thing.ref, concept.slug, vocabulary.slug || ':' || concept.code as code, concept.pref_labels as label
  from concept join thing on thing.id = concept.thing join vocabulary on vocabulary.thing = concept.vocabulary`

/** Topics that were asked for lately, until any topic changes; a code without a topic is kept as such. */
const known = kept('topics', async () => new LRUCache<string, { topic?: Topic }>({ max: 5_000 }))

/** Topics by `vocabulary:code`, in the order asked for; those that do not exist are left out. One query or none. */
export async function topicsByCode(codes: string[]): Promise<Map<string, Topic>> {
  dependsOn('topics')
  const asked = [...new Set(codes)]
  const memory = (await known()) ?? new Map<string, { topic?: Topic }>()
  const unknown = asked.filter((code) => !memory.has(code))
  const read = new Map((await readTopics(unknown)).map((one) => [one.code, one]))
  for (const code of unknown) memory.set(code, { topic: read.get(code) })
  return new Map(
    asked.flatMap((code) => {
      const found = read.get(code) ?? memory.get(code)?.topic
      return found ? [[code, found] as const] : []
    }),
  )
}

async function readTopics(codes: string[]): Promise<Topic[]> {
  const asked = codes.map((code) => ({ code, colon: code.indexOf(':') })).filter(({ colon }) => colon > 0)
  if (asked.length === 0) return []
  const { rows } = await sql<Topic>`
    ${topic} join unnest(
      ${asked.map(({ code, colon }) => code.slice(0, colon))}::text[],
      ${asked.map(({ code, colon }) => code.slice(colon + 1))}::text[]) as asked (vocabulary, code)
    on asked.vocabulary = vocabulary.slug and asked.code = concept.code`.execute(db())
  return rows
}

/** The topic at this address, or at what once was its address. One query. */
export async function topicBySlug(slug: string): Promise<Topic | undefined> {
  dependsOn('topics')
  const { rows } = await sql<Topic>`
    ${topic} where concept.slug = ${slug} or concept.thing in (select concept from topic_old_slug where slug = ${slug})
    order by concept.slug <> ${slug} limit 1`.execute(db())
  return rows[0]
}

/** Topics by their addresses, those there are. One query. */
export async function topicsBySlug(slugs: string[]): Promise<Map<string, Topic>> {
  dependsOn('topics')
  if (slugs.length === 0) return new Map()
  const { rows } = await sql<Topic>`${topic} where concept.slug = any(${slugs}::text[])`.execute(db())
  return new Map(rows.map((row) => [row.slug, row]))
}

/** Topics whose address is spelled nearly so, the likest first. One query. */
export async function topicsLike(slug: string, limit = 6): Promise<Topic[]> {
  dependsOn('topics')
  const asked = slug.slice(0, 100)
  const { rows } = await sql<Topic>`
    ${topic} where concept.slug % ${asked} and not concept.deprecated
    order by similarity(concept.slug, ${asked}) desc, concept.slug limit ${limit}`.execute(db())
  return rows
}

/** Topics by their ids, those there are. One query, or none for none. */
export async function topicsById(ids: number[]): Promise<Map<number, Topic>> {
  dependsOn('topics')
  if (ids.length === 0) return new Map()
  const { rows } =
    await sql<Topic>`${topic} where concept.thing = any(${[...new Set(ids)]}::bigint[])`.execute(db())
  return new Map(rows.map((row) => [row.id, row]))
}

/** The topic at this address or, failing that, of this name in any language; the first where several share it. */
export async function topicNamed(words: string): Promise<Topic | undefined> {
  const bySlug = await topicBySlug(words)
  if (bySlug) return bySlug
  const { rows } = await sql<Topic>`
    ${topic} where exists (select from jsonb_each_text(concept.pref_labels) where lower(value) = lower(${words}))
    order by concept.thing limit 1`.execute(db())
  return rows[0]
}
