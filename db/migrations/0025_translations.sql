-- Translations of what a record says: a layer on its newest version, not a version of its own.

create table translation (
  id bigint generated always as identity primary key,
  record bigint not null references record (thing) on delete cascade,
  -- Where the words stand, without their language: `group/row/question`, or `@record/only/title`.
  path text not null,
  lang text not null,
  words text not null,
  -- What they were made from. Where the record says otherwise by now, the translation has grown old.
  source text not null,
  source_lang text not null,
  by bigint references person,
  -- The service that made them, unless somebody has been over them since.
  machine text,
  at timestamptz not null default now(),
  -- Another took their place, or they were taken out.
  replaced timestamptz
);
create unique index translation_one on translation (record, path, lang) where replaced is null;
create index translation_by_person on translation (by) where by is not null;

-- Whoever keeps or curates a record has read a language of it and says that it says the same.
create table translation_check (
  record bigint not null references record (thing) on delete cascade,
  lang text not null,
  by bigint not null references person,
  at timestamptz not null default now(),
  primary key (record, lang)
);
