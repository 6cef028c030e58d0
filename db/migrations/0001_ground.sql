-- What every feature stands on. Inside, bigint keys; outside, refs.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Who may see.
create table circle (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('everyone', 'members', 'community', 'delegation', 'named')),
  name text not null default ''
);
insert into circle (id, kind) overriding system value values (1, 'everyone'), (2, 'members');
select setval(pg_get_serial_sequence('circle', 'id'), 2);

-- Every addressable thing: subjects, links, search rows and audit entries point here.
create table thing (
  id bigint generated always as identity primary key,
  ref text not null unique check (ref ~ '^[0-9a-hjkmnp-tv-z]{12}$'),
  kind text not null,
  -- Of what sort, where its kind has several: a record is a practice, a story …
  sort text,
  circle bigint not null references circle,
  state text not null check (state in ('draft', 'submitted', 'in-review', 'published', 'withdrawn')),
  -- The key fingerprint of the instance where it was made.
  origin text not null,
  made timestamptz not null default now(),
  changed timestamptz not null default now()
);
create index thing_by_kind on thing (kind, state, changed desc, id);

-- What a thing is about: places, topics.
create table about (
  thing bigint not null references thing on delete cascade,
  subject bigint not null references thing on delete cascade,
  primary key (thing, subject)
);
create index about_by_subject on about (subject, thing);

-- Subjects within subjects: a place in a region, a topic under a broader one. Every subject is within
-- itself; kept whole by the verbs that import places and vocabularies.
create table within (
  thing bigint not null references thing on delete cascade,
  ancestor bigint not null references thing on delete cascade,
  primary key (ancestor, thing)
);
create index within_by_thing on within (thing);

-- Single answers of published versions, for narrowing and comparing.
create table facet (
  thing bigint not null references thing on delete cascade,
  instrument text not null,
  slot text not null,
  code text,
  number double precision,
  day text,
  place bigint references thing,
  check (num_nonnulls(code, number, day, place) = 1)
);
create index facet_by_thing on facet (thing, instrument, slot);
create index facet_by_code on facet (instrument, slot, code, thing) where code is not null;

-- Who did what, written in the same transaction as the deed, and never changed.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  who text not null,
  verb text not null,
  thing bigint references thing on delete restrict,
  details jsonb not null default '{}'
);
create index audit_by_thing on audit (thing, id);
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is written once: % refused', tg_table_name, lower(tg_op); end $$;
create trigger audit_is_kept before update or delete on audit for each row execute function refuse_change();
create trigger audit_is_whole before truncate on audit execute function refuse_change();

-- What happened, written in the same transaction; delivered to each reaction at least once.
create table outbox (
  id bigint generated always as identity primary key,
  event text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  dispatched boolean not null default false
);
create index outbox_waiting on outbox (id) where not dispatched;
create table delivery (
  event bigint not null references outbox on delete cascade,
  reaction text not null,
  tries int not null default 0,
  next_try timestamptz not null default now(),
  error text,
  primary key (event, reaction)
);
create index delivery_waiting on delivery (next_try);

-- The public order of changes, numbered after commit by one dispatcher: what feeds, OAI and
-- `updated_since` read. (A sequence taken inside a transaction loses what commits late.) A thing that
-- changes again moves to the end.
create table change (
  seq bigint primary key,
  thing bigint not null unique references thing on delete cascade,
  at timestamptz not null
);
-- Never used twice, not even after the last thing of all was deleted: someone may have read that number.
create sequence change_seq owned by change.seq;

-- What the instance keeps about itself: its key, its secret, what packs it has loaded.
create table setting (
  name text primary key,
  value jsonb not null
);

-- Counts of costly requests by address, as rate-limiter-flexible keeps them; worth nothing after a crash.
create unlogged table rate (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
