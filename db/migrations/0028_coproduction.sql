-- Knowledge made together: who writes and how each wishes to be shown, what a group agreed to, who said what.

-- Who leads what is written, once that was handed on; before, whoever came first.
alter table draft_writer add column lead boolean not null default false;
create unique index draft_lead on draft_writer (draft) where lead;

-- Everyone decides for themselves: what somebody else wrote down for a member counts once they agree.
alter table draft_contributor add column agreed boolean not null default true;

-- Somebody who is asked to write: a member, an address that will be one, or whoever has the link.
create table draft_invitation (
  id bigint generated always as identity primary key,
  draft bigint not null references draft on delete cascade,
  person bigint references person,
  email text,
  -- What the link is known by; the link itself is kept nowhere.
  token text unique,
  invited_by bigint not null references person,
  made timestamptz not null default now(),
  expires timestamptz not null default now() + interval '14 days',
  -- Once it was accepted, declined or taken back; a link stays until it is taken back.
  ended timestamptz,
  check (num_nonnulls(person, email, token) > 0)
);
create index draft_invitation_by_draft on draft_invitation (draft) where ended is null;
create index draft_invitation_by_person on draft_invitation (person) where ended is null and person is not null;
create index draft_invitation_by_email on draft_invitation (email) where ended is null and email is not null;

alter table draft
  -- The revision that was read back to those who agreed.
  add column read_back bigint;

-- Who said it, where one person asks and another's words are taken down.
alter table draft_change add column said_by bigint references draft_contributor on delete set null;

-- What somebody who was asked wants to come back to.
create table draft_put_off (
  draft bigint not null references draft on delete cascade,
  path text not null,
  at timestamptz not null default now(),
  primary key (draft, path)
);

-- The day on which a group took its consent back, and which consent that was: the record is closed until
-- they agree anew.
alter table record
  add column consent_ended date,
  add column ended_consent jsonb;
