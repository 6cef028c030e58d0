import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { everywhere } from '../../places/everywhere.ts'
import type { PlaceFinder } from './cells.ts'
import { plainWords } from './plain.ts'

/** Finds places by code, by what people write instead of one, or by a name in any language. */
export async function placeFinder(): Promise<PlaceFinder> {
  const { byCode, byAlias } = await everywhere()
  const byName = new Map<string, string>()
  // Larger places come last, so that a country and not its capital's area answers to a name.
  for (const place of [...byCode.values()].sort((a, b) => a.code.length - b.code.length))
    for (const name of [place.name, place.short, place.also].flatMap((some) => Object.values(some).flat()))
      if (!byName.has(plainWords(name))) byName.set(plainWords(name), place.code)
  return (words) => {
    const code = words.trim().toUpperCase()
    return byCode.get(code)?.code ?? byAlias.get(code)?.code ?? byName.get(plainWords(words))
  }
}

/** Finds `vocabulary:concept` by that or by a label, for these words only; a preferred label goes first. One query. */
export async function topicFinder(words: string[]): Promise<(words: string) => string | undefined> {
  const asked = [...new Set(words.map((one) => one.trim().toLowerCase()))].filter(Boolean)
  if (asked.length === 0) return () => undefined
  const { rows } = await sql<{ said: string; code: string }>`
    with topic as (
      select concept.thing, vocabulary.slug || ':' || concept.code as code
      from concept join vocabulary on vocabulary.thing = concept.vocabulary where not deprecated)
    select said, code from (
      select code as said, code, 0 as place from topic where code = any(${asked}::text[])
      union all
      select lower(label), code, case when preferred then 1 else 2 end
      from concept_label join topic on topic.thing = concept_label.concept
      where lower(label) = any(${asked}::text[])) as found
    order by place desc, code desc`.execute(db())
  const codes = new Map(rows.map(({ said, code }) => [said, code]))
  return (one) => codes.get(one.trim().toLowerCase())
}
