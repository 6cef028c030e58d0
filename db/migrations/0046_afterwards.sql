-- What answers a question is out of sight while its post is: the thread remembers it, so that every reader of
-- `accepted` finds none, and it answers again once it is back, unless something else was chosen meanwhile.
alter table thread add answer_aside bigint references post on delete set null;
create index thread_answer_aside on thread (answer_aside) where answer_aside is not null;

create function answer_stands() returns trigger language plpgsql as $$
begin
  if new.hidden is not null or new.held is not null then
    update thread set accepted = null, answer_aside = new.thing where thing = new.thread and accepted = new.thing;
  else
    update thread set accepted = new.thing where thing = new.thread and answer_aside = new.thing and accepted is null;
    update thread set answer_aside = null where thing = new.thread and answer_aside = new.thing;
  end if;
  return null;
end $$;
create trigger answer_stands after update of hidden, held on post for each row execute function answer_stands();

update thread set accepted = null, answer_aside = accepted
from post where post.thing = accepted and (hidden is not null or held is not null);

-- Two conversations became one, and so did what was being arranged of them: its address leads on.
alter table write_up add merged_into bigint references write_up on delete cascade;
drop index write_up_arranged;
create unique index write_up_arranged on write_up (source) where asked is null and merged_into is null;
