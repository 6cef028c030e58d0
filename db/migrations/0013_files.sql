-- Files: the bytes once, by what they hold; and what each is to a thing.

create table file (
  -- SHA-256 of the bytes as they are kept, in hexadecimal: two files that hold the same are one.
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  -- What it holds, by looking: a media type.
  type text not null,
  -- Of a picture, in pixels.
  width int,
  height int,
  -- Its words, for search; written by the worker, and when.
  words text,
  words_read timestamptz,
  -- When it was last brought: what no thing has any more is swept a day later.
  brought timestamptz not null default now(),
  check ((width is null) = (height is null))
);

create table file_use (
  id bigint generated always as identity primary key,
  -- What its address says: known to nobody who was not told it.
  ref text not null unique,
  thing bigint not null references thing on delete cascade,
  hash text not null references file,
  name text not null,
  -- Words by language.
  caption jsonb not null default '{}',
  credit text,
  licence text,
  position int not null,
  added timestamptz not null default now(),
  -- It can be brought back for thirty days.
  removed timestamptz
);
-- Answers speak of a file of their record by its name.
create unique index file_use_by_name on file_use (thing, name) where removed is null;
create index file_use_by_hash on file_use (hash);
create index file_use_removed on file_use (removed) where removed is not null;

-- How often a file was taken, month by month: a count and nothing of who took it.
create table file_download (
  file_use bigint not null references file_use on delete cascade,
  month date not null check (extract(day from month) = 1),
  count int not null check (count > 0),
  primary key (file_use, month)
);
