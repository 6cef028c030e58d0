import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { planned } from '../base/database/planned.ts'
import type { FoundWord } from './asking.ts'
import { phrase } from './tokens.ts'
import {
  allWordsLift,
  b,
  k1,
  languageKept,
  languageLift,
  nameLift,
  partlyNamed,
  phraseLift,
} from './weights.ts'

/** A result before it is drawn: the thing and the text of it that answers best. */
export interface Hit {
  thing: number
  /** The kind of thing, which knows its cards. */
  kind: string
  lang: string
  title: string
  summary: string
  /** As much of the body as an excerpt is looked for in. */
  body: string
}

export interface Likely {
  doc: number
  thing: number
  lang: string
  length: number
  anchor: boolean
}

export interface Ranked {
  hits: Hit[]
  /** Words as they are written that the query's words find: to be marked. */
  marked: string[]
}

/** An excerpt is looked for in so many characters. */
const readable = 20_000

export interface Ranking {
  words: FoundWord[]
  /** The words of the query as they were typed. */
  typed: string[]
  /** The query as a name. */
  name: string
  /** The reader's language. */
  lang?: string
  limit: number
  offset: number
}

/**
 * Ranks these documents exactly: BM25 (k1 .9, b .4; Robertson and Zaragoza 2009) over all words, lifted
 * where all words stand, where they stand as a phrase, where they are the title, and in the reader's
 * language; a place or topic that has only some of them comes down. Of a thing that is found in several languages the best is given, or the reader's when it
 * is nearly as good.
 */
export async function rank(
  docs: Likely[],
  { words, typed, name, lang = '', limit, offset }: Ranking,
): Promise<Ranked> {
  const { rows } = await sql<Hit & { marked: string[] | null }>`${planned}
    with likely as (
      select *, split_part(lang, '-', 1) as tongue
      from unnest(
        ${docs.map((one) => one.doc)}::int[], ${docs.map((one) => one.thing)}::bigint[],
        ${docs.map((one) => one.lang)}::text[], ${docs.map((one) => one.length)}::real[], ${docs.map((one) => one.anchor)}::bool[]
      ) as likely (doc, thing, lang, length, anchor)
    ), sought as (
      select * from unnest(
        ${words.map((one) => one.lex)}::int[], ${words.map((one) => one.lang)}::text[], ${words.map((one) => one.n)}::int[],
        ${words.map((one) => one.carried)}::bool[], ${words.map((one) => one.weight)}::real[],
        ${words.map((one) => one.needed)}::int[], ${words.map((one) => one.average)}::real[]
      ) as sought (lex, tongue, n, carried, weight, needed, average)
    ), scored as materialized (
      select likely.doc, likely.thing, likely.lang, likely.anchor,
        sum(sought.weight * ${k1 + 1}::real * posting.tf / (posting.tf + ${k1}::real * (1 - ${b}::real + ${b}::real * likely.length / sought.average))) as score,
        count(distinct sought.n) filter (where not sought.carried) = min(sought.needed) as whole
      from likely
      join sought on sought.tongue = likely.tongue
      join posting on posting.doc = likely.doc and posting.lex = sought.lex
      group by likely.doc, likely.thing, likely.lang, likely.anchor
    ), lifted as materialized (
      select doc, thing, lang, score
        * case when whole and ${typed.length > 1} then ${allWordsLift}::real else 1 end
        * case when whole and ${phrase(typed)} <> '' and (select words @@ ${phrase(typed)}::tsquery from doc_text where doc_text.doc = scored.doc) then ${phraseLift}::real else 1 end
        * case when doc in (select id from doc where title = ${name}) then ${nameLift}::real else 1 end
        * case when anchor and not whole then ${partlyNamed}::real else 1 end
        * case when lang = ${lang} then ${languageLift}::real else 1 end as score
      from scored
    ), best as (
      select distinct on (thing) thing, doc, lang, best as score
      from (select *, max(score) over (partition by thing) as best from lifted) as compared
      order by thing, (lang = ${lang} and score > best * ${languageKept}::real) desc, score desc, doc
    ), shown as (
      select * from best order by score desc, doc limit ${limit} offset ${offset}
    )
    select shown.thing, thing.kind, shown.lang, doc_text.title, doc_text.summary, left(doc_text.body, ${readable}) as body,
      (select array_agg(distinct text) from word where lex in (select lex from sought)) as marked
    from shown join doc_text on doc_text.doc = shown.doc join thing on thing.id = shown.thing
    order by shown.score desc, shown.doc`.execute(db())
  return { hits: rows, marked: rows[0]?.marked ?? [] }
}

/** The same for documents in an order of their own. */
export async function show(docs: number[], words: FoundWord[]): Promise<Ranked> {
  const { rows } = await sql<Hit & { marked: string[] | null }>`
    select doc.thing, thing.kind, doc.lang, doc_text.title, doc_text.summary, left(doc_text.body, ${readable}) as body,
      (select array_agg(distinct text) from word where lex = any(${words.map((one) => one.lex)}::int[])) as marked
    from unnest(${docs}::int[]) with ordinality as shown (doc, place)
    join doc on doc.id = shown.doc join doc_text on doc_text.doc = doc.id join thing on thing.id = doc.thing
    order by shown.place`.execute(db())
  return { hits: rows, marked: rows[0]?.marked ?? [] }
}

/** Their kinds, which know their cards; in the order given. */
export async function thingsOf(ids: number[]): Promise<{ id: number; kind: string }[]> {
  const { rows } = await sql<{ id: number; kind: string }>`
    select thing.id, thing.kind from unnest(${ids}::bigint[]) with ordinality as asked (id, place) join thing on thing.id = asked.id order by place`.execute(
    db(),
  )
  return rows
}
