-- Whether what is known is still true: when a record is to be looked at again, who was asked to, what they
-- said, and whether the addresses elsewhere that are named here still answer.

-- The day by which a record is to be looked at again: the one that is said, else so long after it was
-- published as knowledge of its kind lasts. Kept by a trigger, so that it holds whichever verb publishes.
alter table record
  add column due date,
  -- Somebody of this commons said when: a day that comes in with the record does not replace theirs.
  add column dated boolean not null default false;
create function lasts(kind text) returns interval language sql immutable return
  case when kind in ('policy', 'dataset', 'outside-resource') then interval '1 year'
    when kind in ('practice', 'method', 'tool', 'training-material') then interval '2 years'
    else interval '5 years' end;
create function set_due() returns trigger language plpgsql as $$
begin
  new.due := coalesce(new.look_again, (select published + lasts(new.kind) from version where id = new.current), new.due);
  return new;
end $$;
create trigger record_due before insert or update of look_again, current, kind on record
  for each row execute function set_due();
update record set kind = kind;
create index record_by_due on record (due);

-- Somebody looked at it again and said that it is still true, of which version and until when.
create table confirmation (
  id bigint generated always as identity primary key,
  record bigint not null references record on delete cascade,
  version bigint not null references version on delete cascade,
  by bigint not null references person,
  at timestamptz not null default now(),
  until date not null,
  -- In their words: { original, texts }.
  note jsonb
);
create index confirmation_by_record on confirmation (record, id);

-- Somebody looked at it again and says what is wrong with it; until it is said to be true, or changed.
create table doubt (
  id bigint generated always as identity primary key,
  record bigint not null references record on delete cascade,
  version bigint not null references version on delete cascade,
  by bigint not null references person,
  at timestamptz not null default now(),
  words jsonb not null,
  ended timestamptz,
  ended_by bigint references person
);
create unique index doubt_standing on doubt (record) where ended is null;
create index doubt_by_record on doubt (record, id);

-- Who was asked whether a record is still true, about which day, and when; nobody is asked a third time.
create table review_asking (
  id bigint generated always as identity primary key,
  record bigint not null references record on delete cascade,
  person bigint not null references person,
  due date not null,
  nth int not null check (nth in (1, 2)),
  -- As the one who keeps it, or as one of those near it.
  turn text not null check (turn in ('custodian', 'community')),
  asked date not null,
  unique (record, due, person, nth)
);
create index review_asking_by_person on review_asking (person, record);

-- Addresses elsewhere that are named here, and whether they answer.
create table outside_address (
  id bigint generated always as identity primary key,
  address text not null unique check (length(address) <= 2000),
  host text not null,
  -- When it was asked last, and when it is asked next.
  checked timestamptz,
  next_check timestamptz not null default now(),
  -- When it answered last.
  answered timestamptz,
  -- Since it answers no more: when it was first found so, and how often in a row.
  failing_since timestamptz,
  failures int not null default 0,
  -- Something answers there, but says that it has it no more.
  gone boolean not null default false
);
create index outside_address_next on outside_address (next_check);
create index outside_address_answered on outside_address (answered) where answered is not null;

-- What names them.
create table outside_use (
  thing bigint not null references thing on delete cascade,
  address bigint not null references outside_address on delete cascade,
  primary key (thing, address)
);
create index outside_use_by_address on outside_use (address);

-- Things whose addresses are in outside_use, so that the others are found.
create table outside_noted (
  thing bigint primary key references thing on delete cascade
);

-- A member is asked to keep a collection from now on, by whoever keeps it.
create table collection_offer (
  id bigint generated always as identity primary key,
  collection bigint not null references collection on delete cascade,
  person bigint not null references person,
  asked_by bigint not null references person,
  asked timestamptz not null default now(),
  answered timestamptz,
  taken boolean,
  check ((answered is null) = (taken is null))
);
create unique index collection_offer_once on collection_offer (collection, person) where answered is null;
create index collection_offer_by_person on collection_offer (person) where answered is null;
