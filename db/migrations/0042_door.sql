-- The door for newcomers, and the facilitator's desk.

-- What somebody began to ask, until they have an account and send it. Whoever has the address has it: what
-- stands here is the hash of what stands there.
create table asking (
  token text primary key,
  typed jsonb not null,
  at timestamptz not null default now()
);

-- A question that came in by the door, whether it found a community or not.
create table door_question (
  thread bigint primary key references thread on delete cascade,
  -- The community that is asked to take it, until it does, with a word from whoever is on duty.
  wish bigint references community on delete set null,
  note text,
  asked timestamptz not null default now(),
  -- When somebody did something about it at last: gave it a home, pointed to it, answered.
  attended timestamptz,
  -- When somebody else than the asker wrote first.
  answered timestamptz,
  -- When those on duty were reminded last, and when it had waited too long.
  reminded timestamptz,
  overdue timestamptz
);
create index door_question_by_time on door_question (asked);
create index door_question_wished on door_question (wish) where wish is not null;

-- Who looks after the door, in which languages; it is theirs once they said yes: `since` is when that came.
create table duty (
  id bigint generated always as identity primary key,
  person bigint not null references person on delete cascade,
  langs text[] not null default '{}',
  since date,
  until date,
  by bigint references person on delete set null,
  ended timestamptz
);
create unique index duty_once on duty (person) where ended is null;

-- Who was asked to answer a question, once.
create table answer_call (
  thread bigint not null references thread on delete cascade,
  person bigint not null references person on delete cascade,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  primary key (thread, person)
);
create index answer_call_of on answer_call (person, at);

-- Where newcomers of a community say who they are.
create table introductions (
  community bigint primary key references community on delete cascade,
  thread bigint not null unique references thread on delete cascade
);

-- What was decided about a task of a desk: later, by somebody else, or not at all. A task goes by itself when
-- there is nothing to do any more.
create table desk_task (
  community bigint not null references community on delete cascade,
  key text not null,
  state text not null check (state in ('later', 'handed', 'aside', 'done')),
  title text not null,
  -- Until when it is put off.
  until timestamptz,
  -- Whose it is now.
  person bigint references person on delete cascade,
  reason text,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  primary key (community, key)
);
create index desk_task_of on desk_task (person) where person is not null;
