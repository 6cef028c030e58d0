-- The practice of a community: what its pages, its library and its agenda need besides.

-- How far a question has come, each time somebody said so, and why.
create table agenda_step (
  id bigint generated always as identity primary key,
  question bigint not null references agenda_question on delete cascade,
  progress text not null check (progress in ('open', 'begun', 'answered', 'laid-down')),
  reason text not null,
  lang text not null,
  by bigint references person on delete set null,
  at timestamptz not null default now()
);
create index agenda_step_of on agenda_step (question, id);

create index library_item_of on library_item (community, id desc);
create index shared_text_by on shared_text (by) where by is not null;

-- Pages and questions are for those whom their community is for, in the transaction that says so, and are
-- found by them again soon after.
create function practice_follows() returns trigger language plpgsql as $$
declare moved bigint[];
begin
  with followed as (
    update thing set circle = new.circle
    where circle is distinct from new.circle and id in (
      select thing from page where community = new.id union all select thing from agenda_question where community = new.id)
    returning id)
  select array_agg(id) into moved from followed;
  if moved is not null then
    insert into outbox (event, payload) values ('thing.changed', jsonb_build_object('ids', to_jsonb(moved)));
  end if;
  return null;
end $$;
create trigger practice_followed after update of circle on thing for each row
  when (old.circle is distinct from new.circle and new.kind = 'community') execute function practice_follows();

-- An address elsewhere stands in a library once, as a thing here does.
create unique index library_item_link_once on library_item (community, href) where removed is null;
