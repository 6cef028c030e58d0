-- Stories as they are told, in writing or by voice; and what a policy means for those who live with it.

-- A story on its way, and then its record: what whoever tells it wishes.
create table story (
  thing bigint primary key references thing on delete cascade,
  -- Who tells it, or takes it down for somebody: theirs to change and to take back, named or not.
  person bigint references person on delete set null,
  told_for boolean not null default false,
  -- Whoever tells it is shown by their own name, by the name they chose, or not at all.
  shown text not null default 'named' check (shown in ('named', 'chosen', 'none')),
  -- The name that they chose, or of the one it is told for.
  name text,
  -- To whom it is to be open, as a record says it; nothing until that is chosen.
  access jsonb,
  -- Of one that is told for somebody: how they agreed to that, and when.
  agreed_how text check (agreed_how in ('spoken', 'written')),
  agreed_on date,
  check ((agreed_how is null) = (agreed_on is null))
);
create index story_by_person on story (person) where person is not null;

-- Those to whom it is open, where it is open to named people.
create table story_reader (
  story bigint not null references story on delete cascade on update cascade,
  person bigint not null references person on delete cascade,
  primary key (story, person)
);

-- What somebody wrote who has no account yet: by the hash of what their browser keeps, for two days.
create table held_story (
  token text primary key,
  typed jsonb not null,
  until timestamptz not null
);

-- A file that is an answer spoken rather than written.
create table recording (
  file_use bigint primary key references file_use on delete cascade,
  -- `group/question`.
  slot text not null,
  lang text not null,
  seconds int check (seconds between 1 and 86400)
);

-- What is said in it, written down; the newest stands, and one without words takes the last away.
create table transcript (
  id bigint generated always as identity primary key,
  recording bigint not null references recording on delete cascade,
  lang text not null,
  words text not null,
  by bigint references person on delete set null,
  -- Of one that came with its record from elsewhere: who wrote it down there.
  by_name text,
  -- As a service heard it, and nobody has read it yet.
  machine boolean not null default false,
  at timestamptz not null default now()
);
create index transcript_newest on transcript (recording, id desc);

-- What a policy means, as those who talk about it see it.
create table implication (
  id bigint generated always as identity primary key,
  thread bigint not null references thread on delete cascade,
  position int not null,
  words text not null,
  lang text not null,
  -- The post that it comes from.
  post bigint references post on delete set null,
  -- Where it holds, and at which level.
  place bigint references place on delete set null,
  level text check (level in ('local', 'national', 'regional', 'global')),
  state text not null default 'open' check (state in ('open', 'settled', 'not-so')),
  reason text,
  reason_lang text,
  -- Counts changes, so that two who change it at once are told.
  revision int not null default 1,
  by bigint references person on delete set null,
  at timestamptz not null default now()
);
create index implication_in_order on implication (thread, position, id);

-- What it said at each change before the last.
create table implication_version (
  implication bigint not null references implication on delete cascade,
  revision int not null,
  words text not null,
  lang text not null,
  state text not null,
  reason text,
  reason_lang text,
  by bigint references person on delete set null,
  at timestamptz not null,
  primary key (implication, revision)
);

-- What became of it: a question of an agenda, or a draft and then its record.
create table implication_outcome (
  implication bigint not null references implication on delete cascade,
  thing bigint not null references thing on delete cascade,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  primary key (implication, thing)
);
create index implication_outcome_of on implication_outcome (thing);
