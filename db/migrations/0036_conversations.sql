-- Threads and their posts.

create table thread (
  thing bigint primary key references thing on delete cascade,
  -- None for a question asked at the door that has found no home yet.
  community bigint references community on delete set null,
  form text not null check (form in ('discussion', 'question', 'poll', 'prompt', 'moderated')),
  title text not null,
  lang text not null,
  -- The record, page or question of the agenda whose page it also stands on.
  concerning bigint references thing on delete set null,
  opened timestamptz not null default now(),
  -- Of a moderated discussion: the last day.
  until date,
  pinned boolean not null default false,
  closed timestamptz,
  closed_why text,
  -- The post that answers it.
  accepted bigint,
  -- Its posts stand in this one now.
  merged_into bigint references thread on delete set null,
  -- Of those that are shown; kept by the verbs that write, so that a list counts nothing.
  posts int not null default 0,
  last_at timestamptz not null default now(),
  -- The place of the next post: places are never given twice.
  next_nth int not null default 1
);
create index thread_by_last on thread (community, last_at desc, thing);
create index thread_concerning on thread (concerning) where concerning is not null;

create table post (
  thing bigint primary key references thing on delete cascade,
  thread bigint not null references thread on delete cascade,
  -- Its place in the thread; others move in and out, and keep their order.
  nth int not null,
  -- Nobody where it was asked without a name, or whoever wrote it left and kept theirs out of it.
  person bigint references person on delete set null,
  sealed boolean not null default false,
  -- For whom they speak as its representative; else for themselves.
  organisation bigint references organisation on delete set null,
  -- What a provider of services has to gain from it, in their words.
  interest text,
  lang text not null,
  body text not null check (octet_length(body) <= 262144),
  -- Of a moderated discussion.
  part text check (part in ('topic-note', 'synthesis', 'consolidated-reply')),
  -- The post it answers.
  answers bigint references post on delete set null,
  at timestamptz not null default now(),
  edited timestamptz,
  -- Taken from sight by a moderator, with the reason that its place shows.
  hidden timestamptz,
  hidden_why text,
  -- The name of the form that wrote it: what is sent twice, because the answer was lost, stands once.
  once text unique,
  unique (thread, nth)
);
create index post_by_person on post (person, at desc) where person is not null;
alter table thread add foreign key (accepted) references post on delete set null;

-- Who asked without a name: for their own notices and their own edits. Nobody else reads it, facilitators
-- included, unless two moderators unsealed it.
create table sealed_author (
  post bigint primary key references post on delete cascade,
  person bigint not null references person on delete cascade
);

-- What it said before it was edited.
create table post_version (
  post bigint not null references post on delete cascade,
  number int not null,
  body text not null,
  lang text not null,
  until timestamptz not null default now(),
  primary key (post, number)
);

-- Two lines of a thread in another language, by a member or by a machine.
create table thread_summary (
  thread bigint not null references thread on delete cascade,
  lang text not null,
  words text not null,
  by bigint references person on delete set null,
  machine boolean not null default false,
  at timestamptz not null default now(),
  primary key (thread, lang)
);

create table thanks (
  post bigint not null references post on delete cascade,
  person bigint not null references person on delete cascade,
  primary key (post, person)
);

create table mention (
  post bigint not null references post on delete cascade,
  person bigint not null references person on delete cascade,
  primary key (post, person)
);

create table poll (
  thread bigint primary key references thread on delete cascade,
  kind text not null check (kind in ('single', 'several', 'ranked')),
  closes date
);
create table poll_choice (
  id bigint generated always as identity primary key,
  thread bigint not null references poll on delete cascade,
  position int not null,
  words text not null,
  unique (thread, position)
);
create table poll_vote (
  choice bigint not null references poll_choice on delete cascade,
  person bigint not null references person on delete cascade,
  -- Of ranked ones: 1 is best.
  rank int,
  primary key (choice, person)
);

-- How far somebody has read: theirs alone.
create table reading_position (
  person bigint not null references person on delete cascade,
  thread bigint not null references thread on delete cascade,
  nth int not null,
  at timestamptz not null default now(),
  primary key (person, thread)
);

-- What somebody began to write and has not sent, by where it was to stand: kept on every device.
create table unsent (
  person bigint not null references person on delete cascade,
  place text not null,
  typed jsonb not null,
  at timestamptz not null default now(),
  primary key (person, place)
);

-- A thread follows the circle of its community, and posts that of their thread, in the same transaction.
create function threads_follow() returns trigger language plpgsql as $$
begin
  if new.kind = 'community' then
    update thing set circle = new.circle from thread
    where thing.id = thread.thing and thread.community = new.id and thing.circle = old.circle;
  elsif new.kind = 'thread' then
    update thing set circle = new.circle from post where thing.id = post.thing and post.thread = new.id;
  end if;
  return null;
end $$;
create trigger threads_followed after update of circle on thing for each row
  when (old.circle is distinct from new.circle and new.kind in ('community', 'thread')) execute function threads_follow();
