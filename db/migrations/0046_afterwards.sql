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

-- An implication is a thing, so that it can be reported and taken from sight; it is seen by those who see its thread.
alter table implication add thing bigint unique references thing on delete cascade,
  add hidden timestamptz, add hidden_why text;

create function implication_thing() returns trigger language plpgsql as $$
begin
  if new.thing is null then
    insert into thing (ref, kind, circle, state, origin)
      select (select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', (get_byte(bytes, i) & 31) + 1, 1), '' order by i)
          from generate_series(0, 11) as i, (select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as whole) as random,
            lateral (select substr(whole, 1, 6) || substr(whole, 17, 6) as bytes) as picked),
        'implication', circle, 'published', origin from thing where id = new.thread
      returning id into new.thing;
  elsif new.thread is distinct from old.thread then
    update thing set circle = (select circle from thing as home where home.id = new.thread) where id = new.thing;
  end if;
  return new;
end $$;
create trigger implication_thing before insert or update of thread, thing on implication for each row execute function implication_thing();

create function implication_gone() returns trigger language plpgsql as $$
begin
  update thing set state = 'withdrawn' where id = old.thing;
  return null;
end $$;
create trigger implication_gone after delete on implication for each row execute function implication_gone();

update implication set thing = null;

create or replace function threads_follow() returns trigger language plpgsql as $$
begin
  if new.kind = 'community' then
    update thing set circle = new.circle from thread
    where thing.id = thread.thing and thread.community = new.id and thing.circle = old.circle;
  elsif new.kind = 'thread' then
    update thing set circle = new.circle from post where thing.id = post.thing and post.thread = new.id;
    update thing set circle = new.circle from implication where thing.id = implication.thing and implication.thread = new.id;
  end if;
  return null;
end $$;
