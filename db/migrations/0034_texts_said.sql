-- How much a record says in which language by itself, as a number of texts: what is left to translate follows.
create table texts_said (
  record bigint primary key references record (thing) on delete cascade,
  texts int not null,
  -- By language.
  said jsonb not null
);

-- Made from words that are others by now, or of a text that is not there any more.
alter table translation add column old boolean not null default false;
