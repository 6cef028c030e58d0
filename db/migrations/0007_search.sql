-- Full text by our own postings: ranking, narrowing and access in one index. Nothing here is said
-- anywhere else first: all of it can be emptied and built again from the things.

-- The stem of a word by PostgreSQL's own dictionary for the language, without accents, so that
-- "degradation" finds "dégradation"; null for a word that says nothing (the, le, في). A language
-- without a dictionary keeps its words as they are. Words come here in lower case already: with the
-- locale C, PostgreSQL itself can lower nothing but ASCII.
create function stem(lang text, word text) returns text language sql stable parallel safe as $$
  select public.unaccent((ts_lexize(
    case lang
      when 'ar' then 'arabic_stem' when 'ca' then 'catalan_stem' when 'da' then 'danish_stem'
      when 'de' then 'german_stem' when 'el' then 'greek_stem' when 'en' then 'english_stem'
      when 'es' then 'spanish_stem' when 'eu' then 'basque_stem' when 'fi' then 'finnish_stem'
      when 'fr' then 'french_stem' when 'ga' then 'irish_stem' when 'hi' then 'hindi_stem'
      when 'hu' then 'hungarian_stem' when 'hy' then 'armenian_stem' when 'id' then 'indonesian_stem'
      when 'it' then 'italian_stem' when 'lt' then 'lithuanian_stem' when 'nb' then 'norwegian_stem'
      when 'ne' then 'nepali_stem' when 'nl' then 'dutch_stem' when 'nn' then 'norwegian_stem'
      when 'no' then 'norwegian_stem' when 'pt' then 'portuguese_stem' when 'ro' then 'romanian_stem'
      when 'ru' then 'russian_stem' when 'sr' then 'serbian_stem' when 'sv' then 'swedish_stem'
      when 'ta' then 'tamil_stem' when 'tr' then 'turkish_stem' when 'yi' then 'yiddish_stem'
      else 'simple'
    end::regdictionary, word))[1])
$$;

-- A number for every coded answer there is, so that a document holds its own in one array.
create table answer_code (
  id int generated always as identity primary key,
  instrument text not null,
  slot text not null,
  code text not null,
  unique (instrument, slot, code)
);

-- A thing in one language, with what it can be narrowed by. A row is never changed, and its id never
-- used again: a thing that changes gets new ones. So what was read of it can be kept.
create table doc (
  id int generated always as identity primary key,
  thing bigint not null references thing on delete cascade,
  lang text not null,
  circle bigint not null references circle,
  kind text not null,
  knowledge text,
  instrument text,
  -- Those it is about, and all that these are within.
  places int[] not null,
  topics int[] not null,
  -- Its coded answers, by `answer_code`.
  answers int[] not null,
  -- Its words that say something, those of the title and the summary as often as they weigh.
  length real not null default 0,
  -- The title in lower case with single spaces, for suggestions and for who asks by name.
  title text collate "C" not null,
  changed timestamptz not null,
  unique (thing, lang)
);
create index doc_by_change on doc (changed desc, id) include (circle);
create index doc_by_place on doc using gin (places);
create index doc_by_topic on doc using gin (topics);
create index doc_by_answer on doc using gin (answers);
create index doc_by_title on doc (title, circle);

-- Its words: to show, to find a phrase in, and to take its counts back when it goes. Language and
-- circle stand here again because the trigger below runs when `doc` is gone.
create table doc_text (
  doc int primary key references doc on delete cascade,
  lang text not null,
  circle bigint not null,
  title text not null,
  summary text not null,
  body text not null,
  -- Words as written, with places; A the title, B the summary, D the body.
  words tsvector not null
);

-- How much there is in a language (its main tag: `pt` for `pt-BR`); length is the sum of doc.length.
create table corpus (
  lang text primary key,
  docs int not null,
  length double precision not null
);

-- Stems, each with the number of documents it is in.
create table lexeme (
  id int generated always as identity primary key,
  lang text collate "C" not null,
  text text collate "C" not null,
  docs int not null default 0,
  unique (lang, text)
) with (fillfactor = 80);

-- Words as written and their stems (none for words that say nothing), and in how many documents of
-- each circle they are: spelling help and suggestions show only words the reader may see.
create table word (
  id int generated always as identity primary key,
  lang text collate "C" not null,
  text text collate "C" not null,
  lex int references lexeme,
  unique (lang, text)
);
create index word_by_text on word (text);
create index word_by_lexeme on word (lex);
create table word_use (
  word int not null references word on delete cascade,
  circle bigint not null,
  docs int not null,
  primary key (word, circle) include (docs)
) with (fillfactor = 80);

-- Words as they are and with any one letter left out, for slips of the pen: what is mistyped, with one
-- or two letters left out, meets them. (Trigrams take fifty times as long where many words share them,
-- and pg_trgm knows only ASCII letters under the locale C.)
create table slip (
  letters text collate "C" not null,
  word int not null references word on delete cascade,
  primary key (letters, word)
);

-- Which document has which stem how often (title and summary weighing more), who may see it, and
-- what that adds to a BM25 score. Two integers and an index that holds all that is asked: no
-- foreign keys, because each row would be checked, and the trigger below takes rows away.
create table posting (
  lex int not null,
  doc int not null,
  circle int not null,
  impact real not null,
  tf real not null
);
create index posting_by_impact on posting (lex, impact desc) include (doc, circle);
create unique index posting_by_doc on posting (doc, lex) include (tf, impact);

-- However a document goes, even with its thing, its postings go and the counts stay right.
create function forget_docs() returns trigger language plpgsql as $$
begin
  with gone_posting as (
    delete from posting using gone where posting.doc = gone.doc
    returning posting.lex, posting.doc, posting.tf
  ), fewer_stems as (
    update lexeme set docs = lexeme.docs - less.docs
    from (select lex, count(*) as docs from gone_posting group by lex) as less where lexeme.id = less.lex
  ), fewer_words as (
    update word_use set docs = word_use.docs - less.docs
    from (
      select word.id, gone.circle, count(*) as docs
      from gone cross join unnest(gone.words) as used
      join word on word.lang = split_part(gone.lang, '-', 1) and word.text = used.lexeme
      group by word.id, gone.circle
    ) as less where word_use.word = less.id and word_use.circle = less.circle
  )
  update corpus set docs = corpus.docs - less.docs, length = corpus.length - less.length
  from (
    select split_part(gone.lang, '-', 1) as lang, count(*) as docs, coalesce(sum(sized.length), 0) as length
    from gone left join (select doc, sum(tf) as length from gone_posting group by doc) as sized using (doc)
    group by 1
  ) as less where corpus.lang = less.lang;
  return null;
end $$;
create trigger doc_text_gone after delete on doc_text
  referencing old table as gone for each statement execute function forget_docs();
