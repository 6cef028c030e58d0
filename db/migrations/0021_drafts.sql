-- Records being written, by several hands, on poor lines.

create table draft (
  thing bigint primary key references thing on delete cascade,
  -- Of this edition; what it is to change, and from which version.
  edition bigint not null references edition,
  record bigint references record on delete cascade,
  basis int,
  -- The language it is written in first.
  lang text not null,
  -- Counts saves.
  revision bigint not null default 0,
  -- The circle of those who write it.
  circle bigint not null references circle
);
create index draft_by_record on draft (record) where record is not null;

create table draft_writer (
  draft bigint not null references draft on delete cascade,
  person bigint not null references person,
  since timestamptz not null default now(),
  primary key (draft, person)
);
create index draft_writer_by_person on draft_writer (person);

-- What stands: one row for each answer, in each language it is given in. Nothing is taken out: what was
-- cleared stands as null, with the revision that cleared it.
create table draft_answer (
  draft bigint not null references draft on delete cascade,
  -- `group/row/question` or `group/row/question/lang`; `group/row` is where a row stands.
  path text not null,
  value jsonb,
  revision bigint not null,
  by bigint not null references person,
  at timestamptz not null default now(),
  primary key (draft, path)
);

-- Everything that was ever sent, so that nothing is lost and nothing counts twice.
create table draft_change (
  -- Made where it was typed.
  id uuid not null,
  draft bigint not null references draft on delete cascade,
  path text not null,
  value jsonb,
  -- The revision of the answer that whoever typed it had before them.
  base bigint not null,
  revision bigint not null,
  by bigint not null references person,
  at timestamptz not null default now(),
  -- Somebody else had changed the same answer meanwhile: it stands beside until someone settles it.
  clash boolean not null default false,
  settled timestamptz,
  settled_by bigint references person,
  primary key (draft, id)
);
create index draft_change_in_order on draft_change (draft, revision);
create index draft_clashes on draft_change (draft) where clash and settled is null;
