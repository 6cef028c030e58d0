-- What a member lets their programs in by: shown once, kept as a hash. Ended ones are gone.

create table token (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  name text not null,
  hash text not null unique,
  -- Not only reads what its owner sees: also does what they may.
  writes boolean not null,
  made timestamptz not null default now(),
  -- The last day on which it lets anything in.
  until date not null,
  used date
);
create index token_by_person on token (person);
