-- The passage from talk to record: what of a conversation is written up, and what those say who are quoted.

create table write_up (
  thing bigint primary key references thing on delete cascade,
  -- The conversation.
  source bigint not null references thing on delete cascade,
  begun timestamptz not null default now(),
  by bigint references person on delete set null,
  -- Counts what was arranged, so that of two at once one is told.
  revision int not null default 0,
  instrument bigint references instrument on delete set null,
  lang text,
  -- Once it was made, and everyone quoted asked.
  draft bigint unique references draft on delete cascade,
  asked timestamptz,
  record bigint references thing on delete cascade,
  published timestamptz
);
create index write_up_by_source on write_up (source);
create index write_up_by_record on write_up (record) where record is not null;
-- Those who may write up a conversation arrange it together.
create unique index write_up_arranged on write_up (source) where asked is null;

create table passage (
  id bigint generated always as identity primary key,
  ref text not null unique,
  write_up bigint not null references write_up on delete cascade,
  position int not null,
  -- What it was said in, such as a post, and which piece of that. Who said it is asked there and kept nowhere else.
  said bigint not null references thing on delete cascade,
  piece text not null,
  -- Said without a name: it stays without.
  sealed boolean not null,
  lang text not null,
  original text not null,
  words text not null,
  -- The question it stands under, and what that is called.
  slot text,
  label jsonb,
  -- Where it stands in the draft.
  path text,
  answer text check (answer in ('named', 'unnamed', 'group', 'no')),
  answered timestamptz,
  reminded timestamptz,
  -- Taken out of the draft, and why.
  left_out timestamptz,
  left_out_why text check (left_out_why in ('no', 'silence', 'writer', 'gone')),
  unique (write_up, said, piece),
  check (not sealed or answer is distinct from 'named')
);
create index passage_by_said on passage (said);
