import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { planned } from '../base/database/planned.ts'
import { kindOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Filters } from './narrowing.ts'

/** A word to look for; one carried over from a vocabulary has the language it is in. */
export interface AskedWord {
  word: string
  /** Its place in the query, from 1. */
  n: number
  lang?: string
  weight: number
}

/** A stem of the index that a word of the query stands for, in one language. */
export interface FoundWord {
  lex: number
  lang: string
  n: number
  carried: boolean
  weight: number
  /** How many words of the query say something in this language. */
  needed: number
  /** The average length of the language's documents. */
  average: number
}

export interface Asked {
  /** Documents the viewer may see, the likeliest first. */
  docs: number[]
  /** There are more; what is counted in them is the least there is. */
  truncated: boolean
  words: FoundWord[]
  /** Places in the query of words that no document the viewer may see has, in no language. */
  unknown: number[]
}

/** Totals and facets count so many documents at most. */
const mostCandidates = 10_000
/** Words are taken from the rarest on until so many postings are to be read. */
const mostPostings = 100_000
/** Of one word, the documents that say most about it. */
const mostOfAWord = 10_000
/** So many documents that a filter leaves are looked through one by one. */
const mostNarrowed = 2_000
/** A language with few documents does not decide which language a query is in. */
const fewDocs = 100

/**
 * The documents in which words of the query stand, by a rough BM25 of the rarest words.
 *
 * Each word is stemmed in every language there is. What it weighs is judged where it is mostly used:
 * the mean of its inverse document frequencies, by the documents that have it, so that an English
 * word quoted once in French does not count as rare. A language counts as far as the query's words
 * are at home in it; words carried over by a vocabulary count as far as they are not.
 */
export async function ask(viewer: Viewer, words: AskedWord[], filters: Filters): Promise<Asked> {
  // Filters change the wording, and of wordings that are planned once there may be few.
  const once = conditionsOf(filters).length === 0 ? planned : sql``
  const { rows } = await sql<Omit<Asked, 'docs'> & { docs: string }>`${once}
    with token as (
      select * from unnest(
        ${words.map((one) => one.word)}::text[], ${words.map((one) => one.n)}::int[],
        ${words.map((one) => one.lang?.split('-')[0] ?? null)}::text[], ${words.map((one) => one.weight)}::real[]
      ) as token (word, n, lang, weight)
    ), stemmed as materialized (
      select token.n, token.lang is not null as carried, token.weight, corpus.lang, corpus.docs as total,
        corpus.length / corpus.docs as average, stem(corpus.lang, token.word) as stem
      from token join corpus on corpus.docs > 0 and (token.lang is null or token.lang = corpus.lang)
    ), known as materialized (
      select stemmed.*, lexeme.id as lex, coalesce(lexeme.docs, 0) as docs,
        ln(1 + (total - coalesce(lexeme.docs, 0) + .5) / (coalesce(lexeme.docs, 0) + .5)) as idf,
        coalesce(lexeme.docs, 0) / (total + ${fewDocs}::real) as share,
        exists (select from posting where posting.lex = lexeme.id and ${visibleTo(viewer, 'posting.circle')}) as seen
      from stemmed left join lexeme on lexeme.lang = stemmed.lang and lexeme.text = stemmed.stem
    ), home as (
      select lang, fits / nullif(max(fits) over (), 0) as fits, needed from (
        select lang, sum(case when stem is null then 1 else coalesce(share / nullif(most, 0), 0) end) as fits,
          count(distinct n) filter (where stem is not null) as needed
        from (select *, max(share) over (partition by n) as most from known where not carried) as direct
        group by lang
      ) as language
    ), word as materialized (
      select lex, lang, n, carried, docs, needed, average, (weight * case when carried then idf * (1 - coalesce(fits, 0)) else worth * fits end)::real as weight
      from (
        select *, sum(docs * idf) over same / nullif(sum(docs) over same, 0) as worth from known where lex is not null
        window same as (partition by n, carried)
      ) as weighed left join home using (lang)
      where seen
    ), taken as materialized (
      select lex, sum(weight)::real as weight from (
        select *, sum(docs) over (order by docs, lex, n rows between unbounded preceding and 1 preceding) as before
        from word where weight > 0
      ) as counted where coalesce(before, 0) < ${mostPostings} group by lex
    ), likely as materialized (
      select part.doc, sum(part.impact * taken.weight) as score
      from taken cross join lateral (
        select doc, impact from posting
        where lex = taken.lex and ${visibleTo(viewer, 'posting.circle')} order by impact desc limit ${mostOfAWord}
      ) as part
      group by part.doc order by score desc limit ${mostCandidates + 1}
    ), reach as materialized (
      select count(*) > ${mostCandidates} or (select max(docs) > ${mostOfAWord} or sum(docs) > ${mostPostings} from word) as truncated from likely
    )${narrowed(viewer, filters)}
    select
      (select string_agg(doc::text, ' ') from (${candidates(filters)}) as candidate) as docs,
      coalesce((select truncated from reach), false)${
        conditionsOf(filters).length === 0
          ? sql``
          : sql` and (select count(*) > ${mostNarrowed} from narrowed)`
      } as truncated,
      coalesce((select json_agg(json_build_object('lex', lex, 'lang', lang, 'n', n, 'carried', carried, 'weight', weight, 'needed', needed, 'average', average)) from word), '[]') as words,
      array(
        select distinct n from known where not carried
          and n not in (select n from known where not carried and (seen or stem is null)) order by n
      ) as unknown`.execute(db())
  return { ...rows[0]!, docs: numbersIn(rows[0]!.docs) }
}

/** Ten thousand numbers are read five times as fast from a text as from an array. */
const numbersIn = (text: string | null): number[] => (text ? text.split(' ').map(Number) : [])

/**
 * Where there are more documents than are counted, a narrow filter may leave nothing of the
 * likeliest: then what it leaves is looked through itself.
 */
function narrowed(viewer: Viewer, filters: Filters): RawBuilder<unknown> {
  const conditions = conditionsOf(filters)
  if (conditions.length === 0) return sql``
  return sql`, narrowed as materialized (
      select doc.id from doc
      where (select truncated from reach) and ${visibleTo(viewer, 'doc.circle')} and ${sql.join(conditions, sql` and `)}
      limit ${mostNarrowed + 1}
    ), inside as materialized (
      select narrowed.id as doc, (
        select sum(posting.impact * taken.weight) from taken join posting on posting.lex = taken.lex and posting.doc = narrowed.id
      ) as score
      from narrowed where (select count(*) from narrowed) <= ${mostNarrowed}
    )`
}

const candidates = (filters: Filters): RawBuilder<unknown> =>
  conditionsOf(filters).length === 0
    ? sql`select doc from likely order by score desc limit ${mostCandidates}`
    : sql`
      select doc from (
        (select doc, score from likely order by score desc limit ${mostCandidates})
        union select doc, score from inside where score is not null
      ) as either
      group by doc order by max(score) desc`

/** The same in SQL, for a document. */
function conditionsOf(filters: Filters): RawBuilder<boolean>[] {
  const { kind, lang, knowledge, instrument, place, topic, answer } = filters
  const words = Object.entries({ kind, lang, knowledge, instrument }).flatMap(([column, chosen]) =>
    chosen?.length ? [sql<boolean>`${sql.ref(`doc.${column}`)} = any(${chosen}::text[])`] : [],
  )
  const lists = Object.entries({ places: place, topics: topic }).flatMap(([column, chosen]) =>
    chosen?.length ? [sql<boolean>`${sql.ref(`doc.${column}`)} && ${chosen}::int[]`] : [],
  )
  return [
    ...words,
    ...lists,
    ...(answer ?? []).map(({ chosen }) => sql<boolean>`doc.answers && ${chosen}::int[]`),
  ]
}

/**
 * Without words: the newest of what there is to explore, and where there is more than is counted, the
 * newest of what few the filters leave. Places, topics and questionnaires only for who asks for them.
 */
export async function browse(viewer: Viewer, filters: Filters): Promise<Asked> {
  const anchors = filters.kind?.some((kind) => kindOf(kind)?.anchor) ?? false
  const open = [visibleTo(viewer, 'doc.circle'), ...(anchors ? [] : [sql<boolean>`not anchor`])]
  const newest = (most: number, conditions: RawBuilder<boolean>[]) => sql`
    select doc.id, row_number() over () as place from (
      select id from doc where ${sql.join([...open, ...conditions], sql` and `)}
      order by ${anchors ? sql`` : sql`anchor, `}changed desc, id limit ${most + 1}
    ) as doc`
  const conditions = conditionsOf(filters)
  const narrowing = conditions.length > 0
  const { rows } = await sql<{ docs: string | null; newest: number; narrowed: number }>`
    with newest as materialized (${newest(mostCandidates, [])}), narrowed as materialized (
      ${newest(mostNarrowed, [sql`(select count(*) > ${mostCandidates} from newest) and ${narrowing}`, ...conditions])}
    )
    select string_agg(id::text, ' ' order by part, place) as docs,
      (select count(*) from newest) as newest, (select count(*) from narrowed) as narrowed
    from (
      select 1 as part, id, place from newest
      union all select 2, id, place from narrowed where (select count(*) from narrowed) <= ${mostNarrowed}
    ) as either`.execute(db())
  const { docs, newest: many, narrowed } = rows[0]!
  return {
    docs: [...new Set(numbersIn(docs))],
    truncated: many > mostCandidates && (!narrowing || narrowed > mostNarrowed),
    words: [],
    unknown: [],
  }
}
