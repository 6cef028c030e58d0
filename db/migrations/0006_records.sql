-- One unit of knowledge and its versions.

create table record (
  thing bigint primary key references thing on delete cascade,
  kind text not null,
  instrument bigint not null references instrument (thing),
  -- The newest published version; what everyone reads.
  current bigint,
  reviewed boolean not null,
  custodian text,
  look_again date,
  -- Said in place of a withdrawn record: { original, texts }.
  tombstone jsonb,
  -- Access other than to everyone: { to, purpose, opens }.
  access jsonb not null default '{"to": "everyone"}',
  opens date
);
create index record_by_kind on record (kind);
create index record_opening on record (opens) where opens is not null;

-- Content is immutable; redaction of a credit is the one permitted change and is made there.
create table version (
  id bigint generated always as identity primary key,
  record bigint not null references record (thing) on delete cascade,
  number int not null check (number > 0),
  edition bigint not null references edition (id),
  published date not null,
  note jsonb,
  minor boolean not null default false,
  content jsonb not null,
  unique (record, number)
);
alter table record add foreign key (current) references version (id) deferrable initially deferred;
create trigger version_is_kept before update on version for each row execute function refuse_change();

-- Who made a version, as each wishes to be named. Apart from the content, so that a person can be
-- forgotten without changing what was published.
create table credit (
  version bigint not null references version (id) on delete cascade,
  position int not null,
  role text not null,
  shown text not null check (shown in ('named', 'group', 'unnamed')),
  name text,
  organisation text,
  redacted timestamptz,
  primary key (version, position),
  check ((shown = 'unnamed') = (name is null))
);

-- What one published record is to another; by ref, for the other may not be here yet.
create table link (
  record bigint not null references record (thing) on delete cascade,
  rel text not null,
  target text not null,
  primary key (record, rel, target)
);
create index link_by_target on link (target);
