-- Whoever is named among the makers only after they said how it went with a record is not silenced by that.

-- When a version came to stand here: the day it is of may be any.
alter table version add column came timestamptz;
alter table version alter column came type timestamptz using published;
alter table version alter column came set default now(), alter column came set not null;

-- Whether a record is made or kept by somebody, or by the organisation they speak for, as for what is said of
-- it at a time. What they took on themselves counts always: that they keep it, or a credit that is theirs. A
-- name is written by others: it counts where it stood by then.
create function is_maker(of_record bigint, who bigint, whom bigint, at timestamptz) returns boolean language sql stable as $$
  select exists (
      select from custodianship where record = of_record and person = who and since is not null and ended is null)
    or exists (
      select from version join credit on credit.version = version.id
      where version.record = of_record and credit.person = who)
    or exists (
      select from version join credit on credit.version = version.id join person on person.thing = who
      where version.record = of_record and came <= at and credit.person is null
        and credit.shown = 'named' and person.name <> '' and name_key(credit.name) = name_key(person.name))
    or exists (
      select from organisation, jsonb_each_text(organisation.name -> 'texts') as called (lang, words), version
      where organisation.thing = whom and version.record = of_record and came <= at and (
        exists (select from jsonb_array_elements_text(version.content -> 'organisations') as one (name) where name_key(one.name) = name_key(words))
        or exists (select from credit where credit.version = version.id and name_key(words) in (name_key(credit.organisation), name_key(credit.name)))))
$$;

create or replace function uses_of_makers() returns trigger language plpgsql as $$
begin
  update use set by_maker = not by_maker
  where record = new.record and by_maker <> is_maker(record, person, organisation, said);
  return null;
end $$;
create or replace function uses_of_credited() returns trigger language plpgsql as $$
begin
  update use set by_maker = not by_maker
  where record in (select version.record from version join fresh on fresh.version = version.id)
    and by_maker <> is_maker(record, person, organisation, said);
  return null;
end $$;
-- Whose a credit is can be known after it stands.
create trigger credit_claimed after update on credit referencing new table as fresh for each statement execute function uses_of_credited();
drop function is_maker(bigint, bigint, bigint);

update use set by_maker = not by_maker where by_maker <> is_maker(record, person, organisation, said);

-- What an adaptation changed and why, and what failed in it or worked less well: { original, texts }.
alter table link add column changed jsonb, add column failed jsonb;

-- Whether somebody looked at what a version says: not where a few words were mended, nor where it was only
-- carried into another edition.
create function says_anew(one version) returns boolean language sql stable as $$
  select not exists (
    select from version as before
    where before.record = one.record and before.number = (select max(number) from version where record = one.record and number < one.number)
      and (one.minor or before.edition <> one.edition))
$$;

-- The day of the newest version that says anew: what a record is due by is counted from there.
alter table record add column looked date;
create or replace function set_due() returns trigger language plpgsql as $$
begin
  new.looked := coalesce(
    (select published from version as one where record = new.thing and says_anew(one) order by number desc limit 1), new.looked);
  new.due := coalesce(new.look_again, (new.looked + lasts(new.kind))::date, new.due);
  return new;
end $$;
update record set kind = kind;

-- What was doubted is so no longer once a later version says anew.
create function doubts_answered() returns trigger language plpgsql as $$
begin
  update doubt set ended = now()
  from version as doubted
  where doubt.record = new.thing and doubt.ended is null and doubted.id = doubt.version and exists (
    select from version as one where one.record = new.thing and one.number > doubted.number and says_anew(one));
  return null;
end $$;
create trigger record_answered after update of current on record for each row
  when (old.current is distinct from new.current) execute function doubts_answered();
update doubt set ended = now()
from version as doubted
where doubt.ended is null and doubted.id = doubt.version and exists (
  select from version as one where one.record = doubt.record and one.number > doubted.number and says_anew(one));
