-- What became of each answer that was sent; what a draft is written in, who made it, and what it became.

alter table draft_change
  -- In the order they were sent, several in one save.
  add column seq bigint generated always as identity,
  add column outcome text not null default 'kept' check (outcome in ('kept', 'same', 'clash'));
update draft_change set outcome = 'clash' where clash;
alter table draft_change alter column outcome drop default, drop column clash;
create index draft_clashes on draft_change (draft) where outcome = 'clash' and settled is null;
-- What stood at a path when somebody's page was drawn.
create index draft_change_by_path on draft_change (draft, path, seq);

-- The drawing of a form that it was typed into: what is typed into the same again follows it.
alter table draft_answer add column page uuid;

alter table draft
  -- Those that words are written in beside the first.
  add column langs text[] not null default '{}',
  -- What one record is to be to others: [{ rel, to }].
  add column links jsonb not null default '[]';

-- Who made what is being written, as each wishes to be named; in the order they are credited.
create table draft_contributor (
  id bigint generated always as identity primary key,
  draft bigint not null references draft on delete cascade,
  -- Whose account it is; nobody's for those who have none.
  person bigint references person,
  role text not null,
  shown text not null check (shown in ('named', 'group', 'unnamed')),
  -- Of one who is nobody of here; a person's is their own.
  name text,
  organisation text,
  added_by bigint not null references person,
  added timestamptz not null default now(),
  unique nulls distinct (draft, person, role),
  check (shown = 'unnamed' or person is not null or name is not null)
);
create index draft_contributor_by_person on draft_contributor (person) where person is not null;
