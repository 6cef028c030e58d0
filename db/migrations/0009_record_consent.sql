-- Whom a record is open to depends on the day: an embargo ends, and so does the consent it stands on.

-- Nobody but the instance itself: a record whose consent has ended.
insert into circle (id, kind) overriding system value values (0, 'named');

-- The last day of the consent it stands on; empty once that is over.
alter table record add column closes date;
create index record_closing on record (closes) where closes is not null;
update record set closes = (
  select (version.content #>> '{consent,until}')::date from version
  where version.record = record.thing and version.content ? 'consent'
  order by version.number desc limit 1);

-- Those it names, kept while it is closed to them.
alter table record add column named bigint references circle;
update record set named = thing.circle from thing
  where thing.id = record.thing and thing.circle > 2;
