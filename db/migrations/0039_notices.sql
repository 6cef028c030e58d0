-- What happened to what people follow or are named in, told to each once, and how each wants to hear of it.

create table notice (
  id bigint generated always as identity primary key,
  person bigint not null references person on delete cascade,
  -- Of what happened, as the code that tells of it names it.
  kind text not null,
  -- Where it happened, such as a thread, and what happened there, such as a post.
  thing bigint not null references thing on delete cascade,
  cause bigint not null references thing on delete cascade,
  community bigint references community on delete set null,
  -- Why they hear of it. Whoever asked without a name is told as a follower.
  why text not null check (why in ('mentioned', 'answered', 'asked', 'waits', 'follows', 'wrote', 'named', 'member')),
  -- By which of their choices.
  basis text not null check (basis in ('needs', 'thread', 'community')),
  at timestamptz not null default now(),
  seen timestamptz,
  -- When it was mailed, or when it was clear that it would not be.
  settled timestamptz,
  unique (person, kind, thing, cause)
);
create index notice_newest on notice (person, at desc, id desc);
create index notice_unseen on notice (person) where seen is null;
create index notice_unsettled on notice (person) where settled is null;
create index notice_by_cause on notice (cause);
create index notice_by_thing on notice (thing);

-- Follows a thread by choice, or heard enough of it.
create table thread_following (
  person bigint not null references person on delete cascade,
  thread bigint not null references thread on delete cascade,
  follows boolean not null,
  at timestamptz not null default now(),
  primary key (person, thread)
);
create index thread_following_of on thread_following (thread);

-- How much of a community they want to hear; who does not belong to it follows it by this.
create table community_choice (
  person bigint not null references person on delete cascade,
  community bigint not null references community on delete cascade,
  level text not null check (level in ('each', 'daily', 'weekly', 'needs-me', 'nothing')),
  at timestamptz not null default now(),
  primary key (person, community)
);
create index community_choice_of on community_choice (community);

create table notice_choice (
  person bigint primary key references person on delete cascade,
  -- Of what needs them, and of threads that they follow.
  needs text not null default 'each' check (needs in ('each', 'daily', 'weekly', 'nothing')),
  threads text not null default 'daily' check (threads in ('each', 'daily', 'weekly', 'needs-me', 'nothing')),
  by_mail boolean not null default true,
  -- From which full hour of their own clock until which nothing is mailed, and on which days: Monday is 1.
  quiet_from int check (quiet_from between 0 and 23),
  quiet_until int check (quiet_until between 0 and 23),
  quiet_days int[] not null default '{}',
  check ((quiet_from is null) = (quiet_until is null))
);

-- One digest a person and period: `day` is the first morning, of their clock, after what it gathers.
create table digest (
  person bigint not null references person on delete cascade,
  period text not null check (period in ('daily', 'weekly')),
  day date not null,
  at timestamptz not null default now(),
  primary key (person, period, day)
);

-- What stands in the head of a message besides the usual.
alter table mail add headers jsonb not null default '{}';
