-- Bundles that were taken in, and what each made here: so that it can be taken back.

create table bundle_import (
  id bigint generated always as identity primary key,
  ref text not null unique,
  -- As the bundle says: the reference and the name of its community, the instance that made it, and when.
  community text not null,
  name jsonb not null,
  origin text not null,
  signed boolean not null,
  made timestamptz not null,
  at timestamptz not null default now(),
  state text not null default 'done' check (state in ('done', 'undoing', 'undone', 'failed')),
  finished timestamptz,
  -- [{ called, why }]: what stayed when it was taken back, and why.
  stayed jsonb not null default '[]'
);

create table bundle_thing (
  import bigint not null references bundle_import on delete cascade,
  thing bigint not null references thing on delete cascade,
  noun text not null,
  -- In which other it stands; those that stand by themselves are called something.
  within bigint references thing on delete cascade,
  called jsonb,
  -- The hash of how it read right after it came.
  sum text,
  -- It was taken back, and its address still says so.
  undone boolean not null default false,
  primary key (import, thing)
);
create index bundle_thing_is on bundle_thing (thing);

-- Why a bundle could not be made, by a name.
alter table bundle add column why text check (why in ('too-large', 'no-facilitator', 'other'));

-- What came in a bundle and is not here: who told it.
alter table value_story add column elsewhere jsonb;
