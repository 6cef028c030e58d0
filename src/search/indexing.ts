import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { kindOf, type Searchable } from '../base/things/kinds.ts'
import { nameFor } from './names.ts'
import { learnWords, writePostings } from './postings.ts'
import { vector } from './tokens.ts'

/** So many things are indexed at a time: their words are in memory together. */
export const together = 1_000

/**
 * Makes these things found by what their kinds give to search now, in all their languages, and no
 * longer by what they gave before; those that are not published or are left out by their kind are
 * forgotten. Gives how many documents (a thing in a language) it wrote.
 */
export function index(ids: number[]): Promise<number> {
  return atomically(async () => {
    // Counts are shared by all documents, so one writes at a time.
    await sql`select pg_advisory_xact_lock(${locks.indexing})`.execute(db())
    let written = 0
    for (let done = 0; done < ids.length; done += together)
      written += await indexSome(ids.slice(done, done + together))
    return written
  })
}

async function indexSome(ids: number[]): Promise<number> {
  await sql`delete from doc where thing = any(${ids}::bigint[])`.execute(db())
  await numberAnswers(ids)
  const docs = await writeDocs(await searchables(ids))
  if (docs.length === 0) return 0
  await learnWords(docs)
  await writePostings(docs)
  await measureGrowth(docs.length)
  return docs.length
}

let written = 0
let nextMeasured = 500

/**
 * How a document's words are taken out again is planned once for each connection, the first time while
 * there are hardly any: one by one through all there are. Measuring again whenever there are ten times as
 * many makes it be planned anew.
 */
async function measureGrowth(more: number): Promise<void> {
  written += more
  if (written < nextMeasured) return
  nextMeasured = 10 * written
  await sql`analyze doc, doc_text, posting, lexeme, word, word_use`.execute(db())
}

async function searchables(ids: number[]): Promise<(Searchable & { anchor: boolean })[]> {
  const things = await db()
    .selectFrom('thing')
    .select(['id', 'kind'])
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .where('state', '=', 'published')
    .execute()
  const gathered: (Searchable & { anchor: boolean })[] = []
  for (const [name, some] of Map.groupBy(things, (thing) => thing.kind)) {
    const kind = kindOf(name)
    const given = (await kind?.searchable(some.map((thing) => thing.id))) ?? []
    gathered.push(...given.map((one) => ({ ...one, anchor: kind?.anchor ?? false })))
  }
  return gathered
}

async function numberAnswers(ids: number[]): Promise<void> {
  await sql`
    insert into answer_code (instrument, slot, code)
    select distinct instrument, slot, code from facet where thing = any(${ids}::bigint[]) and code is not null
    on conflict do nothing`.execute(db())
}

async function writeDocs(all: (Searchable & { anchor: boolean })[]): Promise<number[]> {
  const texts = all.flatMap((one) => one.texts.map((text) => ({ ...one, ...text })))
  const rows = [...new Map(texts.map((text) => [`${text.id} ${text.lang}`, text])).values()]
  if (rows.length === 0) return []
  const column = <T>(read: (row: (typeof rows)[number]) => T): T[] => rows.map(read)
  const written = await sql<{ id: number }>`
    with given as (
      select * from unnest(
        ${column((row) => row.id)}::bigint[], ${column((row) => row.lang)}::text[], ${column((row) => row.kind)}::text[],
        ${column((row) => row.anchor)}::bool[],        ${column((row) => row.knowledge ?? null)}::text[], ${column((row) => row.instrument ?? null)}::text[],
        ${column((row) => clean(row.title))}::text[], ${column((row) => clean(row.summary))}::text[],
        ${column((row) => clean(row.body))}::text[], ${column((row) => nameFor(row.title))}::text[],
        ${column((row) => vector(row))}::text[]
      ) as given (thing, lang, kind, anchor, knowledge, instrument, title, summary, body, name, words)
    ), ${standing(all.map((one) => one.id))}, doc_row as (
      insert into doc (thing, lang, circle, kind, anchor, knowledge, instrument, places, topics, answers, title, changed)
      select given.thing, given.lang, thing.circle, given.kind, given.anchor, given.knowledge, given.instrument,
        standing.places, standing.topics, standing.answers, given.name, thing.changed
      from given join thing on thing.id = given.thing join standing on standing.thing = given.thing
      returning id, thing, lang, circle
    )
    insert into doc_text (doc, lang, circle, title, summary, body, words)
    select doc_row.id, doc_row.lang, doc_row.circle, given.title, given.summary, given.body, given.words::tsvector
    from doc_row join given using (thing, lang)
    returning doc as id`.execute(db())
  return written.rows.map((row) => row.id)
}

/** PostgreSQL holds no NUL in a text. */
const clean = (text: string): string => text.replaceAll('\0', '')

/**
 * Where these things stand: the places and topics they are about, what these are within, and what they
 * are within themselves, being places or topics, though nothing is about itself; and the codes they
 * answer with.
 */
const standing = (things: number[]) => sql`asked as (
      select distinct thing from unnest(${things}::bigint[]) as thing
    ), near as (
      select asked.thing, about.subject from asked join about using (thing) union select thing, thing from asked
    ), subject as (
      select distinct near.thing, within.ancestor, thing.kind
      from near join within on within.thing = near.subject join thing on thing.id = within.ancestor
      where within.ancestor <> near.thing
    ), answered as (
      select asked.thing, array_agg(answer_code.id order by answer_code.id) as codes
      from asked join facet using (thing) join answer_code using (instrument, slot, code) group by asked.thing
    ), standing as materialized (
      select asked.thing,
        coalesce(array_agg(ancestor::int order by ancestor) filter (where kind = 'place'), '{}') as places,
        coalesce(array_agg(ancestor::int order by ancestor) filter (where kind = 'topic'), '{}') as topics,
        coalesce((select codes from answered where answered.thing = asked.thing), '{}') as answers
      from asked left join subject using (thing) group by asked.thing
    )`

/**
 * Indexes again what stands elsewhere than before because these places or topics do: what is about
 * them or anything within them.
 */
export async function placeAgain(subjects: number[]): Promise<void> {
  const near = await sql<{ thing: number }>`
    select distinct thing from (
      select about.thing from within join about on about.subject = within.thing where within.ancestor = any(${subjects}::bigint[])
      union all select thing from within where ancestor = any(${subjects}::bigint[])
    ) as near where thing <> all(${subjects}::bigint[])`.execute(db())
  const moved = await sql<{ thing: number }>`
    with ${standing(near.rows.map((row) => row.thing))}
    select distinct standing.thing from standing join doc using (thing)
    where doc.places <> standing.places or doc.topics <> standing.topics`.execute(db())
  await index(moved.rows.map((row) => row.thing))
}
