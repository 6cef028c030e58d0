-- People who keep records true. `record.custodian` is the name shown: theirs while somebody of here keeps
-- it, else the one it came with.
create table custodianship (
  id bigint generated always as identity primary key,
  record bigint not null references record on delete cascade,
  person bigint not null references person,
  -- Whoever proposed them. When they did so themselves, whoever curates the record says yes; else they do.
  proposed_by bigint not null references person,
  proposed timestamptz not null default now(),
  -- Since it was said yes to.
  since timestamptz,
  ended timestamptz,
  ended_by bigint references person
);
create unique index custodianship_one on custodianship (record) where since is not null and ended is null;
create unique index custodianship_once on custodianship (record, person) where ended is null;
create index custodianship_by_person on custodianship (person) where ended is null;
