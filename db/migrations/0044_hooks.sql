-- What happens here, told to another program or a chat: who asked for it, of what, and how each delivery went.

create table hook (
  id bigint generated always as identity primary key,
  -- Of a community, kept by its facilitators; of a person; of neither: of the whole site, kept by its operators.
  community bigint references community on delete cascade,
  person bigint references person on delete cascade,
  check (community is null or person is null),
  kind text not null check (kind in ('signed', 'slack', 'teams', 'mattermost')),
  name text not null,
  -- Encrypted under the secret of the instance: whoever knows such an address may write to it.
  address text not null,
  -- What is shown of it.
  host text not null,
  events text[] not null check (cardinality(events) > 0),
  -- Of a chat: the language it is written to in, and whether by each or once a day.
  lang text not null,
  rhythm text not null default 'each' check (rhythm in ('each', 'daily')),
  -- From this and the secret of the instance the signing secret is derived, so that no dump holds one. The one
  -- before signs as well for a day.
  nonce text not null,
  nonce_before text,
  nonce_changed timestamptz not null default now(),
  by bigint references person on delete set null,
  made timestamptz not null default now(),
  failing_since timestamptz,
  off timestamptz,
  off_why text check (off_why in ('chosen', 'failing', 'gone')),
  check ((off is null) = (off_why is null))
);
create index hook_of_community on hook (community) where community is not null;
create index hook_of_person on hook (person) where person is not null;

create table hook_delivery (
  id bigint generated always as identity primary key,
  hook bigint not null references hook on delete cascade,
  -- Its `webhook-id`: the same however often it is tried.
  message text not null unique default 'msg_' || replace(gen_random_uuid()::text, '-', ''),
  event text not null,
  -- What it is about. What is sent is read when it is sent, as it may be seen then; nothing of it is kept.
  thing bigint references thing on delete cascade,
  -- Of that: a version, a membership.
  part bigint,
  -- Each happening goes to a hook once, however often it is announced.
  once text not null,
  unique (hook, once),
  at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'dropped')),
  tries int not null default 0,
  next_try timestamptz not null default now(),
  tried timestamptz,
  -- The status of the last answer; else what was in its way.
  status int,
  fault text check (fault in ('private', 'silent', 'redirect', 'large'))
);
create index hook_delivery_due on hook_delivery (next_try) where state = 'waiting';
create index hook_delivery_newest on hook_delivery (hook, id desc);
create index hook_delivery_of on hook_delivery (thing);
