import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { b, k1, summaryWeight, titleWeight } from './weights.ts'

/** Words of these documents seen for the first time get their stem and what they are mistyped as. */
export async function learnWords(docs: number[]): Promise<void> {
  await sql`
    with used as (
      select distinct split_part(doc_text.lang, '-', 1) as lang, word.lexeme as text
      from doc_text cross join unnest(doc_text.words) as word where doc_text.doc = any(${docs}::int[])
    ), fresh as materialized (
      select used.lang, used.text, stem(used.lang, used.text) as stem from used
      where not exists (select from word where word.lang = used.lang and word.text = used.text)
    ), new_lexeme as (
      insert into lexeme (lang, text) select distinct lang, stem from fresh where stem is not null
      on conflict do nothing returning id, lang, text
    ), new_word as (
      insert into word (lang, text, lex)
      select fresh.lang, fresh.text, coalesce(new_lexeme.id, lexeme.id) from fresh
      left join new_lexeme on new_lexeme.lang = fresh.lang and new_lexeme.text = fresh.stem
      left join lexeme on lexeme.lang = fresh.lang and lexeme.text = fresh.stem
      returning id, text
    )
    insert into slip (letters, word)
    select distinct left(text, place) || substr(text, place + 2), id
    from new_word cross join lateral generate_series(0, length(text)) as place
    where length(text) between 3 and 30 and text !~ '[0-9]'`.execute(db())
}

/**
 * Postings and every count in one statement, so that the words are looked up once; in the order of
 * the indexes, so that each of their pages is touched once. The impact is
 * BM25's part of a document in a word's score by the average length at this moment: for choosing
 * candidates, which are then scored by the average of theirs.
 */
export async function writePostings(docs: number[]): Promise<void> {
  await sql`
    with used as materialized (
      select text.doc, text.circle, word.lang, word.lex, word.id as word, (
        select sum(case weight when 'A' then ${titleWeight}::real when 'B' then ${summaryWeight}::real else 1 end)
        from unnest(used.weights) as weight
      ) as tf
      from doc_text as text
      cross join unnest(text.words) as used
      join word on word.lang = split_part(text.lang, '-', 1) and word.text = used.lexeme
      where text.doc = any(${docs}::int[])
    ), stems as materialized (
      select doc, circle, lang, lex, sum(tf)::real as tf from used where lex is not null group by doc, circle, lang, lex
    ), sized as materialized (
      select doc, lang, sum(tf)::real as length from (
        select doc, lang, tf from stems
        union all select doc, split_part(lang, '-', 1), 0 from doc_text where doc = any(${docs}::int[])
      ) as all_of_them group by doc, lang
    ), more as materialized (
      select lang, count(*) as docs, sum(length) as length from sized group by lang
    ), average as (
      select more.lang, ((more.length + coalesce(corpus.length, 0)) / (more.docs + coalesce(corpus.docs, 0)))::real as length
      from more left join corpus using (lang)
    ), written as (
      insert into posting (lex, doc, circle, impact, tf)
      select lex, doc, circle, tf / (tf + ${k1}::real * (1 - ${b}::real + ${b}::real * sized.length / average.length)), tf
      from stems join sized using (doc, lang) join average using (lang) order by lex
    ), counted_words as (
      insert into word_use (word, circle, docs) select word, circle, count(*) from used group by word, circle order by word
      on conflict (word, circle) do update set docs = word_use.docs + excluded.docs
    ), counted_stems as (
      update lexeme set docs = lexeme.docs + more_docs.docs
      from (select lex, count(*) as docs from stems group by lex order by lex) as more_docs where lexeme.id = more_docs.lex
    ), counted_docs as (
      insert into corpus (lang, docs, length) select lang, docs, length from more
      on conflict (lang) do update set docs = corpus.docs + excluded.docs, length = corpus.length + excluded.length
    )
    update doc set length = sized.length from sized where doc.id = sized.doc`.execute(db())
}
