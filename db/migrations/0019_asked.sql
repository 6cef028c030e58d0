-- What waits for somebody's yes: to keep an organisation's page, and to be a branch of another organisation.

-- Whoever was asked to keep its page and has not answered. One who did not belong to it before is `invited`.
alter table belonging add column offered boolean not null default false;

-- What it asks to be a branch of; from the yes of those who keep that on, it is its parent.
alter table organisation
  add column asks_parent bigint references organisation,
  add check (asks_parent <> thing),
  add check (parent is null or asks_parent is null);
create index organisation_by_asked_parent on organisation (asks_parent) where asks_parent is not null;
