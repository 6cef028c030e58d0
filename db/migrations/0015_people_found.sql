-- People and organisations are found by words. What somebody takes back of what they said of themselves is
-- closed to search in the same transaction, whenever they are indexed again.
create function close_docs_of_line() returns trigger language plpgsql as $$
begin
  update posting set circle = 0 where doc in (select id from doc where thing = old.person);
  update doc set circle = 0 where thing = old.person;
  return null;
end $$;
create trigger profile_line_closed after delete on profile_line for each row execute function close_docs_of_line();

-- Those who are here already are indexed as soon as a worker runs.
insert into outbox (event, payload)
select 'thing.changed', jsonb_build_object('ids', jsonb_agg(id)) from thing
where kind in ('person', 'organisation') having count(*) > 0;
