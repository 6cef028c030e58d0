-- How one comes into a community by being asked, and what its charter says besides.

-- Somebody is asked to belong, a member by name or whoever has an address or the link; it runs out by itself.
create table community_invitation (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  person bigint references person on delete cascade,
  email text,
  -- What the link is known by; the link itself is kept nowhere.
  token text unique,
  -- They are asked to facilitate it too.
  facilitates boolean not null default false,
  words text,
  invited_by bigint references person on delete set null,
  made timestamptz not null default now(),
  expires timestamptz not null default now() + interval '14 days',
  -- Once it was answered or taken back; a link stays until it is taken back.
  ended timestamptz,
  check (num_nonnulls(person, email, token) > 0)
);
create index community_invitation_of on community_invitation (community) where ended is null;
create index community_invitation_by_person on community_invitation (person) where ended is null and person is not null;
create index community_invitation_by_email on community_invitation (email) where ended is null and email is not null;

alter table community
  -- Who may read it once it is open: all, members of the instance, or its own members.
  add column open_to text not null default 'everyone' check (open_to in ('everyone', 'members', 'itself')),
  -- Why it is at home nowhere, where it is.
  add column homeless jsonb,
  add column resources_until date,
  -- Said when a facilitator goes and too few stay: whom it looks for.
  add column seeking jsonb,
  -- Where it asks to be a chapter or to take part, until those who facilitate that say yes.
  add column asks_above bigint references community on delete set null check (asks_above <> thing);
create index community_asks_above on community (asks_above) where asks_above is not null;
