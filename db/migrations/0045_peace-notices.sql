-- What keeps the peace is told as everything else is: notices of acts that are not things themselves.

-- Which act, where the same may come again for the same place: a number that its kind knows; 0 where it is one for good.
alter table notice add occasion bigint not null default 0;
alter table notice drop constraint notice_person_kind_thing_cause_key;
alter table notice add unique (person, kind, thing, cause, occasion);

-- A notice keeps that now.
alter table deed drop column told;

-- A question from the door that was put into another thread: whoever asked it, by its first post, goes on writing there
-- as a guest.
create table thread_guest (
  thread bigint not null references thread on delete cascade,
  post bigint not null references post on delete cascade,
  primary key (thread, post)
);
create index thread_guest_of on thread_guest (post);

-- What waits for a look and is removed by whoever wrote it is nothing to decide any more.
create function looks_end() returns trigger language plpgsql as $$
begin
  delete from matter where decided is null and thing = old.thing and why in ('newcomer', 'words');
  return null;
end $$;
create trigger looks_ended after delete on post for each row when (old.held is not null) execute function looks_end();
