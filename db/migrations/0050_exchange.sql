-- Give and get: offers and needs, what comes of them, mentorships, and who may be found and asked.

create table exchange_entry (
  thing bigint primary key references thing on delete cascade,
  side text not null check (side in ('offer', 'need')),
  what text not null check (what in ('mentoring', 'expert-help', 'review', 'data', 'tool', 'visit', 'translation')),
  -- Nobody once they left and kept their name out of it.
  person bigint references person on delete set null,
  -- For whom they say it, as its representative, and what a provider has to gain.
  organisation bigint references organisation on delete set null,
  interest text,
  -- Whose members alone see it; else everyone or members, as its circle says.
  community bigint references community on delete cascade,
  title text not null,
  words text not null default '',
  lang text not null,
  -- In which languages it can be done; any where it says none.
  langs text[] not null default '{}',
  time text check (time in ('hour', 'day', 'days', 'weekly', 'monthly')),
  starts date,
  until date not null,
  opened timestamptz not null default now(),
  ended timestamptz,
  -- The last day of which whoever said it was told that it comes.
  told_until date,
  -- Waits for a look, or was taken from sight, with the reason.
  held timestamptz,
  hidden timestamptz,
  hidden_why text,
  version int not null default 1,
  -- The name of the form that wrote it: what is sent twice stands once.
  once text unique
);
create index exchange_entry_of on exchange_entry (person);
create index exchange_entry_by_community on exchange_entry (community) where community is not null;
create index exchange_entry_until on exchange_entry (until) where ended is null;

-- Offers that could meet needs, the best of each; the reason is read from both.
create table exchange_match (
  offer bigint not null references exchange_entry on delete cascade,
  need bigint not null references exchange_entry on delete cascade,
  score smallint not null,
  primary key (offer, need)
);
create index exchange_match_by_need on exchange_match (need);

-- Somebody answers an offer or a need: a conversation of two.
create table take_up (
  id bigint generated always as identity primary key,
  ref text not null unique,
  entry bigint not null references exchange_entry on delete cascade,
  -- Who proposes it, and whose offer or need it was then.
  person bigint references person on delete set null,
  other bigint references person on delete set null,
  state text not null default 'proposed' check (state in ('proposed', 'agreed', 'declined', 'taken-back', 'done')),
  at timestamptz not null default now(),
  answered timestamptz,
  -- Who said first that it is done, and when; it is once the other says so too, or seven days later.
  done_by bigint references person on delete set null,
  done_said timestamptz,
  done timestamptz
);
create unique index take_up_once on take_up (entry, person) where state in ('proposed', 'agreed');
create index take_up_of on take_up (person);
create index take_up_with on take_up (other);

create table take_up_message (
  id bigint generated always as identity primary key,
  take_up bigint not null references take_up on delete cascade,
  person bigint references person on delete set null,
  lang text not null,
  body text not null,
  at timestamptz not null default now(),
  once text unique
);
create index take_up_message_in on take_up_message (take_up, id);

create table take_up_thanks (
  take_up bigint not null references take_up on delete cascade,
  person bigint not null references person on delete cascade,
  lang text not null,
  words text not null,
  public boolean not null,
  at timestamptz not null default now(),
  primary key (take_up, person)
);

-- Who may be found by what they did, and asked about needs: nobody who has not said so.
create table exchange_choice (
  person bigint primary key references person on delete cascade,
  findable boolean not null default false,
  askable boolean not null default false,
  at timestamptz not null default now()
);

-- Who was asked about a need that nobody answered, and why they could meet it.
create table need_call (
  need bigint not null references exchange_entry on delete cascade,
  person bigint not null references person on delete cascade,
  why text not null check (why in ('offered', 'did')),
  at timestamptz not null default now(),
  primary key (need, person)
);
create index need_call_of on need_call (person, at);

-- Two people, one of whom accompanies the other for a time.
create table mentorship (
  id bigint generated always as identity primary key,
  ref text not null unique,
  mentor bigint references person on delete set null,
  mentee bigint references person on delete set null,
  asked_by bigint references person on delete set null,
  -- The offer or need it came from.
  entry bigint references exchange_entry on delete set null,
  purpose text not null,
  lang text not null,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'paused', 'declined', 'taken-back', 'ended')),
  at timestamptz not null default now(),
  agreed timestamptz,
  -- What they agreed; who proposed other terms, until the other says yes.
  rhythm text,
  until date,
  proposed_by bigint references person on delete set null,
  proposed jsonb,
  -- Never by whom: it may end for no reason.
  ended timestamptz,
  told_until date
);
create unique index mentorship_once on mentorship (mentor, mentee) where state in ('asked', 'agreed', 'paused');
create index mentorship_of_mentee on mentorship (mentee);

-- Meetings and what the pair writes down: theirs alone.
create table mentorship_note (
  id bigint generated always as identity primary key,
  mentorship bigint not null references mentorship on delete cascade,
  person bigint references person on delete set null,
  -- Of a meeting, the day of it.
  day date,
  lang text not null,
  words text not null,
  at timestamptz not null default now(),
  once text unique
);
create index mentorship_note_in on mentorship_note (mentorship, id);

-- What each says at the end, and whether the other's story may say their name.
create table mentorship_reflection (
  mentorship bigint not null references mentorship on delete cascade,
  person bigint not null references person on delete cascade,
  lang text not null,
  words text not null,
  may_name boolean not null default false,
  story bigint references thing on delete set null,
  at timestamptz not null default now(),
  primary key (mentorship, person)
);
