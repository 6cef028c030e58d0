-- Communities of practice: the question each shares, its people, and what they hold together.

create table community (
  thing bigint primary key references thing on delete cascade,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Its members: what is for them alone is in it.
  circle bigint not null unique references circle,
  -- Each { original, texts }: what it is called, the question it shares, on which scale or under which
  -- conditions, what it is for, how one behaves, what it has (hours, money, tools, space) and until when.
  name jsonb not null,
  question jsonb,
  conditions jsonb,
  purpose jsonb,
  conduct jsonb,
  resources jsonb,
  joining text not null default 'open' check (joining in ('open', 'request', 'invitation')),
  -- Let in are those who represent a ministry or an office of a government, and nobody else.
  for_governments boolean not null default false,
  sponsor bigint references organisation on delete set null,
  -- Where it is at home, and who takes over what it holds when it ends.
  home bigint references organisation on delete set null,
  successor bigint references organisation on delete set null,
  -- The community it is a chapter of, or the programme it takes part in.
  above bigint references community on delete set null check (above <> thing),
  -- Said by its facilitators; closed is not dormant: it moved or finished.
  rest text check (rest in ('quiet', 'dormant', 'closed')),
  parting jsonb,
  -- Counts changes, so that a form that was drawn before one is told from the others.
  version int not null default 1
);
create index community_above on community (above) where above is not null;

-- Who belongs to it; who asked waits for a yes.
create table membership (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  person bigint not null references person on delete cascade,
  standing text not null check (standing in ('asked', 'member')),
  -- What they said when they asked, for those who decide.
  words text,
  -- Who invited them, or let them in.
  by bigint references person on delete set null,
  since timestamptz not null default now(),
  ended timestamptz
);
create unique index membership_once on membership (community, person) where ended is null;
create index membership_by_person on membership (person) where ended is null;

-- What somebody does for it, with a term. What burdens somebody waits for their yes: `since` is when it came.
create table community_role (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  person bigint not null references person on delete cascade,
  role text not null check (role in ('facilitator', 'moderator', 'sponsor')),
  since date,
  until date,
  -- The languages in which they take their turn, the first first.
  langs text[] not null default '{}',
  by bigint references person on delete set null,
  ended timestamptz
);
create unique index community_role_once on community_role (community, person, role) where ended is null;
create index community_role_by_person on community_role (person) where ended is null;

-- What it wants to reach, how one sees that it did, and by when. A goal that is changed gives way to another
-- and keeps its reason.
create table community_goal (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  words jsonb not null,
  measure jsonb not null,
  by date,
  follows bigint unique references community_goal on delete set null,
  made timestamptz not null default now(),
  ended timestamptz,
  how text check (how in ('reached', 'changed', 'given-up')),
  reason text,
  check ((ended is null) = (how is null))
);
create index community_goal_of on community_goal (community);

-- Where else it meets: a mailing list, a chat, a site.
create table community_channel (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  label text not null,
  href text not null check (href ~ '^https?://'),
  unique (community, href)
);

-- A few members with a task: who convenes them, what is to come of it, and by when.
create table working_group (
  thing bigint primary key references thing on delete cascade,
  community bigint not null references community on delete cascade,
  task jsonb not null,
  product jsonb not null,
  convenor bigint references person on delete set null,
  ends date not null,
  ended timestamptz,
  -- What came of it: in words, and the record where it is one.
  outcome jsonb,
  made bigint references thing on delete set null
);
create index working_group_of on working_group (community);
create table working_group_member (
  working_group bigint not null references working_group on delete cascade,
  person bigint not null references person on delete cascade,
  primary key (working_group, person)
);

-- What of a chapter rises to the community above it.
create table risen (
  chapter bigint not null references community on delete cascade,
  thing bigint not null references thing on delete cascade,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  primary key (chapter, thing)
);
create index risen_by_thing on risen (thing);

-- Pages that members edit together, and what the community wants to learn: each a thing with a text that has a
-- history.
create table page (
  thing bigint primary key references thing on delete cascade,
  community bigint not null references community on delete cascade,
  slug text not null,
  unique (community, slug)
);
create table agenda_question (
  thing bigint primary key references thing on delete cascade,
  community bigint not null references community on delete cascade,
  position int not null,
  words jsonb not null,
  owner bigint references person on delete set null,
  progress text not null default 'open' check (progress in ('open', 'begun', 'answered', 'laid-down'))
);
create index agenda_question_of on agenda_question (community, position);
create table shared_text (
  thing bigint not null references thing on delete cascade,
  number int not null,
  title text not null default '',
  body text not null,
  lang text not null,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  -- What was changed, in a sentence.
  note text,
  primary key (thing, number)
);

-- The threads and records that answer a question of the agenda.
create table agenda_tie (
  question bigint not null references agenda_question on delete cascade,
  thing bigint not null references thing on delete cascade,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  primary key (question, thing)
);
create index agenda_tie_by_thing on agenda_tie (thing);

-- What it keeps at hand: things here and addresses elsewhere, each with a note.
create table library_item (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  target bigint references thing on delete cascade,
  href text check (href like 'https://%'),
  title text,
  lang text not null,
  note text,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  removed timestamptz,
  check ((target is null) = (href is not null) and (href is null) = (title is null)),
  check (target <> community)
);
create unique index library_item_once on library_item (community, target) where removed is null;
create index library_item_by_target on library_item (target) where target is not null and removed is null;
