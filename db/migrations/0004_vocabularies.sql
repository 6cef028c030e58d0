-- Vocabularies and their topics: SKOS concept schemes and concepts (W3C, 2009).

create table vocabulary (
  thing bigint primary key references thing on delete cascade,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  uri text not null unique,
  -- By language, as are note, prefLabels and definitions of a concept; alt_labels holds lists.
  title jsonb not null default '{}',
  note jsonb not null default '{}',
  licence text
);

create table concept (
  thing bigint primary key references thing on delete cascade,
  vocabulary bigint not null references vocabulary on delete cascade,
  uri text not null unique,
  -- Its name within the vocabulary: records say `vocabulary:code`.
  code text not null,
  -- Its address, one over all vocabularies.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  pref_labels jsonb not null check (pref_labels <> '{}'),
  alt_labels jsonb not null default '{}',
  definitions jsonb not null default '{}',
  notation text,
  -- No longer in the vocabulary; kept for what is known under it.
  deprecated boolean not null default false,
  unique (vocabulary, code)
);
-- For who mistypes one.
create index concept_by_spelling on concept using gin (slug gin_trgm_ops);

-- Where a topic could be found before: the address redirects for ever.
create table topic_old_slug (
  slug text primary key,
  concept bigint not null references concept on delete cascade
);
create index topic_old_slug_by_concept on topic_old_slug (concept);

create table broader (
  concept bigint not null references concept on delete cascade,
  broader bigint not null references concept on delete cascade,
  primary key (concept, broader),
  check (concept <> broader)
);
create index broader_downward on broader (broader, concept);

-- Stands in both directions.
create table related (
  concept bigint not null references concept on delete cascade,
  related bigint not null references concept on delete cascade,
  primary key (concept, related),
  check (concept <> related)
);
create index related_backward on related (related);

-- To a concept of any vocabulary, here or elsewhere.
create table mapping (
  concept bigint not null references concept on delete cascade,
  relation text not null check (relation in ('exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch')),
  uri text not null,
  primary key (concept, relation, uri)
);
create index mapping_by_uri on mapping (uri);

-- How PostgreSQL inflects a language; `simple` leaves words as they are.
create function label_config(lang text) returns regconfig language sql stable parallel safe as $$
  select case split_part(lang, '-', 1)
    when 'ar' then 'arabic'::regconfig when 'da' then 'danish' when 'de' then 'german' when 'el' then 'greek'
    when 'en' then 'english' when 'es' then 'spanish' when 'fi' then 'finnish' when 'fr' then 'french'
    when 'hi' then 'hindi' when 'hu' then 'hungarian' when 'id' then 'indonesian' when 'it' then 'italian'
    when 'ne' then 'nepali' when 'nl' then 'dutch' when 'no' then 'norwegian' when 'pt' then 'portuguese'
    when 'ro' then 'romanian' when 'ru' then 'russian' when 'sv' then 'swedish' when 'ta' then 'tamil'
    when 'tr' then 'turkish' else 'simple'
  end
$$;

-- The stems of a label, sorted, in small letters and without accents: two labels that say the same
-- have the same. One of nothing but words that say little (Estado) keeps them. (Not lower() alone: it
-- knows only ASCII in locale C.)
create function label_lexemes(config regconfig, label text) returns text language sql stable parallel safe as $$
  select coalesce(string_agg(lexeme, ' ' order by lexeme) filter (where stemmed), string_agg(lexeme, ' ' order by lexeme), '')
  from lower(unaccent(label) collate "und-x-icu") as plain, lateral (
    select lexeme, true as stemmed from unnest(to_tsvector(config, plain))
    union all select lexeme, false from unnest(to_tsvector('simple', plain)) where config <> 'simple'::regconfig) as found
$$;

-- Every label, to find a topic by its words in any language.
create table concept_label (
  concept bigint not null references concept on delete cascade,
  lang text not null,
  label text not null,
  preferred boolean not null,
  lexemes text not null
);
create index concept_label_by_concept on concept_label (concept);
create index concept_label_by_lang on concept_label (lang);
-- A hash, because a label may be longer than a tree's key.
create index concept_label_by_lexemes on concept_label using hash (lexemes);
