-- People, how they sign in, what they may do; organisations and who speaks for them; mail that leaves.

-- The tables of the sign-in library, as its compileMigrations() writes them; tokens of sessions are kept as
-- hashes. Nothing of ours but `person.login` refers to them.
create schema login;
create table login."user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null, "twoFactorEnabled" boolean);
create table login."session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references login."user" ("id") on delete cascade);
create table login."account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references login."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table login."verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table login."twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references login."user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create table login."passkey" ("id" text not null primary key, "name" text, "publicKey" text not null, "userId" text not null references login."user" ("id") on delete cascade, "credentialID" text not null, "counter" integer not null, "deviceType" text not null, "backedUp" boolean not null, "transports" text, "createdAt" timestamptz, "aaguid" text);
create index "session_userId_idx" on login."session" ("userId");
create index "account_userId_idx" on login."account" ("userId");
create index "verification_identifier_idx" on login."verification" ("identifier");
create index "twoFactor_secret_idx" on login."twoFactor" ("secret");
create index "twoFactor_userId_idx" on login."twoFactor" ("userId");
create index "passkey_userId_idx" on login."passkey" ("userId");
create index "passkey_credentialID_idx" on login."passkey" ("credentialID");

-- Someone who takes part. Who leaves keeps a row without a name, so that what they wrote stays credited
-- as they wished and nothing points nowhere.
create table person (
  thing bigint primary key references thing on delete restrict,
  login text unique references login."user" (id) on delete set null,
  handle text not null unique check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null,
  -- Their own circle: what only they see.
  circle bigint not null unique references circle,
  -- The language we write to them in, and how their clock goes.
  lang text not null default 'en',
  zone text not null default 'UTC',
  left_at timestamptz
);

-- Who is in a circle of named people; everyone is in their own.
create table in_circle (
  circle bigint not null references circle on delete cascade,
  person bigint not null references person on delete cascade,
  primary key (person, circle)
);

-- What someone says of themselves, each line for those it is meant for.
create table profile_line (
  id bigint generated always as identity primary key,
  person bigint not null references person on delete cascade,
  kind text not null check (kind in ('about', 'role', 'language', 'expertise', 'place', 'offer', 'link')),
  circle bigint not null references circle,
  position int not null,
  -- A language, a kind of offer, or an address.
  code text,
  -- A topic or a place.
  subject bigint references thing,
  -- In their words: { original, texts }.
  words jsonb,
  check (num_nonnulls(code, subject, words) >= 1)
);
create index profile_line_by_person on profile_line (person, position);
create index profile_line_by_subject on profile_line (subject) where subject is not null;
create index profile_line_by_code on profile_line (kind, code) where code is not null;

-- What someone may do beyond their own: everywhere, or for a place, a topic or a questionnaire and all
-- that is within it. A right that ended stays written.
create table appointment (
  id bigint generated always as identity primary key,
  person bigint not null references person on delete cascade,
  role text not null check (role in ('reviewer', 'curator', 'moderator', 'operator')),
  subject bigint references thing on delete cascade,
  since timestamptz not null default now(),
  ended timestamptz
);
create unique index appointment_once on appointment (person, role, coalesce(subject, 0)) where ended is null;

create table organisation (
  thing bigint primary key references thing on delete cascade,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  kind text not null check (kind in ('ministry', 'statistics-office', 'planning-office', 'school', 'district', 'agency', 'ngo', 'provider', 'university', 'donor', 'programme', 'producers', 'community-group', 'other')),
  -- { original, texts }
  name jsonb not null,
  about jsonb,
  website text,
  -- What it is a branch of.
  parent bigint references organisation,
  check (parent <> thing)
);
create index organisation_by_parent on organisation (parent);

-- Who belongs to it, who looks after its page, and who speaks for it.
create table belonging (
  id bigint generated always as identity primary key,
  organisation bigint not null references organisation on delete cascade,
  person bigint not null references person on delete cascade,
  standing text not null check (standing in ('asked', 'invited', 'member', 'steward')),
  -- Their work there, in words.
  work text not null default '',
  since timestamptz not null default now(),
  ended timestamptz
);
create unique index belonging_once on belonging (organisation, person) where ended is null;
create table representative (
  id bigint generated always as identity primary key,
  organisation bigint not null references organisation on delete cascade,
  person bigint not null references person on delete cascade,
  named_by bigint not null references person,
  since date not null default current_date,
  until date,
  ended timestamptz,
  ended_by bigint references person,
  check (until >= since)
);
create index representative_by_organisation on representative (organisation);
create index representative_by_person on representative (person) where ended is null;

-- Mail that leaves: written in the transaction that wants it, sent by the worker. Without a mail server it
-- stays here, for an operator to read.
create table mail (
  id bigint generated always as identity primary key,
  address text not null,
  subject text not null,
  body text not null,
  lang text not null,
  made timestamptz not null default now(),
  sent timestamptz,
  tries int not null default 0,
  next_try timestamptz not null default now(),
  error text
);
create index mail_waiting on mail (next_try) where sent is null;
create index mail_newest on mail (made desc, id desc);

-- Whose name a credit is, where they have an account here.
alter table credit add column person bigint references person;
create index credit_by_person on credit (person) where person is not null;
