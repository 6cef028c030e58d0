-- Questionnaires made together: what somebody proposes to change in one, to build on it, or to say in another
-- language; who discusses it, who would use it, and what became of it.
create table proposal (
  thing bigint primary key references thing on delete cascade,
  kind text not null check (kind in ('change', 'extension', 'translation')),
  -- The questionnaire that it changes or translates; of an extension, the one that is extended.
  instrument bigint not null references instrument on delete cascade,
  -- The edition that it begins from.
  base bigint not null references edition,
  -- Of an extension: what the new questionnaire is called and its address.
  name text,
  slug text check ((slug is not null) = (kind = 'extension')),
  title jsonb not null,
  why jsonb not null,
  state text not null default 'open' check (state in ('open', 'adopted', 'declined', 'withdrawn')),
  -- Counts what was changed in it.
  revision bigint not null default 0,
  by bigint not null references person,
  opened timestamptz not null default now(),
  decided timestamptz,
  decided_by bigint references person,
  -- Why it was declined, in the words of whoever did.
  reason jsonb,
  -- The edition that it became.
  became bigint references edition,
  check ((decided is null) = (state = 'open'))
);
create index proposal_by_instrument on proposal (instrument, state);
create index proposal_by_person on proposal (by);

-- Who changes it besides whoever began it.
create table proposal_editor (
  proposal bigint not null references proposal on delete cascade,
  person bigint not null references person,
  since timestamptz not null default now(),
  primary key (proposal, person)
);
create index proposal_editor_by_person on proposal_editor (person);

-- What it does, in this order: operations, as a new edition has them, and a note for those who answer.
create table proposal_change (
  id bigint generated always as identity primary key,
  proposal bigint not null references proposal on delete cascade,
  note jsonb,
  operations jsonb not null,
  by bigint not null references person,
  at timestamptz not null default now()
);
create index proposal_change_by_proposal on proposal_change (proposal, id);

-- What it says in another language: one row for each label, so that several translate at once.
create table proposal_word (
  proposal bigint not null references proposal on delete cascade,
  lang text not null,
  -- `question/group/question/label`, `choice/list/code/label` and so on.
  place text not null,
  words text not null,
  by bigint not null references person,
  at timestamptz not null default now(),
  primary key (proposal, lang, place)
);

create table proposal_comment (
  id bigint generated always as identity primary key,
  proposal bigint not null references proposal on delete cascade,
  by bigint not null references person,
  lang text not null,
  words text not null,
  at timestamptz not null default now(),
  removed timestamptz
);
create index proposal_comment_by_proposal on proposal_comment (proposal, id);

-- Organisations that would use it, by whoever speaks for them.
create table proposal_support (
  proposal bigint not null references proposal on delete cascade,
  organisation bigint not null references organisation on delete cascade,
  by bigint not null references person,
  at timestamptz not null default now(),
  primary key (proposal, organisation)
);
create index proposal_support_by_organisation on proposal_support (organisation);

-- What came back from the field: a file that somebody brought, and what was sent in it.
create table field_batch (
  id bigint generated always as identity primary key,
  ref text not null unique,
  person bigint not null references person,
  instrument bigint not null references instrument on delete cascade,
  file text not null,
  -- The language that its words are in.
  lang text not null,
  at timestamptz not null default now()
);
create index field_batch_by_person on field_batch (person, instrument, at);

create table field_submission (
  batch bigint not null references field_batch on delete cascade,
  -- Which of the file it is, from 1.
  number int not null,
  -- What the form gave it, the same whenever it is sent; else made of what it says.
  instance text not null,
  -- To the edition that it says it answers.
  edition bigint not null references edition,
  answers jsonb not null,
  -- What could not be read, each with its place.
  faults jsonb not null,
  primary key (batch, number)
);

-- One submission makes one draft of a person, however often it is brought; without one it was put away or
-- became a record.
create table field_draft (
  person bigint not null references person,
  instrument bigint not null references instrument on delete cascade,
  instance text not null,
  batch bigint not null references field_batch on delete cascade,
  draft bigint references draft on delete set null,
  -- Of the draft, when it was made: a later one has been written at.
  revision bigint not null,
  primary key (person, instrument, instance)
);
create index field_draft_by_draft on field_draft (draft) where draft is not null;
create index field_draft_by_batch on field_draft (batch);
