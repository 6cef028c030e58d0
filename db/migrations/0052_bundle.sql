-- A community taken along: what each member wishes, the bundles that were made, and what came from elsewhere.

-- What of somebody goes along when a community is taken elsewhere. Who said nothing goes along without a name.
create table bundle_wish (
  community bigint not null references community on delete cascade,
  person bigint not null references person on delete cascade,
  wish text not null check (wish in ('named', 'unnamed', 'stays')),
  at timestamptz not null default now(),
  primary key (community, person)
);

create table bundle (
  id bigint generated always as identity primary key,
  ref text not null unique,
  community bigint not null references community on delete cascade,
  by bigint references person on delete set null,
  -- With what is not open to everyone.
  closed boolean not null,
  asked timestamptz not null default now(),
  state text not null default 'asked' check (state in ('asked', 'made', 'failed', 'gone')),
  made timestamptz,
  bytes bigint,
  files int,
  -- [{ person, wish, count }]: how much of whom it holds; what was said without a name is counted for nobody.
  holds jsonb not null default '[]'
);
create index bundle_of on bundle (community, id desc);
create unique index bundle_asked on bundle (community) where state = 'asked';

-- What came in a bundle and is not here: who said it, by name, and counts of what only they knew there.
alter table community add column elsewhere jsonb;
alter table working_group add column elsewhere jsonb;
alter table agenda_question add column elsewhere jsonb;
alter table agenda_step add column elsewhere jsonb;
alter table shared_text add column elsewhere jsonb;
alter table library_item add column elsewhere jsonb;
alter table post add column elsewhere jsonb;
alter table thread_summary add column elsewhere jsonb;
alter table implication add column elsewhere jsonb;
alter table write_up add column elsewhere jsonb;
alter table poll add column elsewhere jsonb;
alter table poll_choice add column elsewhere jsonb;
