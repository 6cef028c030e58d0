-- What people said of having used a record comes along with a community: by nobody with an account here, and counted for nothing.

drop index use_by_record;
alter table use drop column counted;
alter table use alter column person drop not null;
-- Of what came along: { by, organisation, place }, who said it, for whom and where, as far as they are not here; and { counts }, whether it counted where it was said.
alter table use add column elsewhere jsonb;
alter table use add constraint use_is_said_by_somebody check (person is not null or elsewhere is not null);
-- Who has no account here speaks for no organisation of here.
alter table use add constraint use_is_spoken_for check (person is not null or organisation is null);
alter table use add column counted boolean not null
  generated always as (person is not null and withdrawn is null and hidden is null and not by_maker) stored;
create index use_by_record on use (record, outcome) where counted;

-- So does that an institution took a record up, where the institution says so itself: { by, organisation }.
alter table adoption alter column person drop not null;
alter table adoption add column elsewhere jsonb;
alter table adoption add constraint adoption_is_said_by_somebody check (person is not null or elsewhere is not null);
alter table adoption add constraint adoption_is_spoken_for check (person is not null or organisation is null and confirmed is null);
-- It bars nobody from saying it here.
drop index adoption_once;
create unique index adoption_once on adoption (record, form, coalesce(organisation, 0), lower(coalesce(institution, '')))
  where ended is null and person is not null;
create unique index adoption_once_brought on adoption (record, form, lower(institution)) where ended is null and person is null;
