-- How communities are, counted as others read it; and what people said of it, kept more carefully.

-- What waits for a look or was taken from sight counts for nobody: nor does who takes part tell that it is there.
drop trigger posts_grow on post;
create trigger posts_grow after insert on post for each row
  when (new.person is not null and new.hidden is null and new.held is null) execute function posts_grow();
create trigger posts_grow_again after update of hidden, held on post for each row
  when (new.person is not null and new.hidden is null and new.held is null and (old.hidden is not null or old.held is not null))
  execute function posts_grow();
create function posts_shrink() returns trigger language plpgsql as $$
begin
  delete from taking_part using thread
  where thread.thing = new.thread and taking_part.community = thread.community
    and taking_part.person = new.person and taking_part.quarter = date_trunc('quarter', new.at)::date
    and not exists (
      select from post join thread as there on there.thing = post.thread left join list_archive on list_archive.id = there.archive
      where there.community = taking_part.community and post.person = new.person and date_trunc('quarter', post.at)::date = taking_part.quarter
        and post.hidden is null and post.held is null and (post.mail_author is null or list_archive.id is null or list_archive.opened is not null));
  return null;
end $$;
create trigger posts_shrink after update of hidden on post for each row
  when (new.person is not null and new.hidden is not null and old.hidden is null) execute function posts_shrink();
delete from taking_part where not exists (
  select from post join thread on thread.thing = post.thread
  where thread.community = taking_part.community and post.person = taking_part.person and date_trunc('quarter', post.at)::date = taking_part.quarter
    and post.hidden is null and post.held is null);

-- Who wrote on a list that is open, known by no account: distinct people too, while they asked for nothing else.
create table list_part (
  community bigint not null references community on delete cascade,
  quarter date not null,
  author bigint not null references mail_author on delete cascade,
  primary key (community, quarter, author)
);
create index list_part_of on list_part (author);

create function list_parts_again() returns trigger language plpgsql as $$
begin
  delete from list_part where community = new.community;
  insert into list_part (community, quarter, author)
    select distinct new.community, date_trunc('quarter', post.at)::date, mail_author.id
    from list_archive join thread on thread.archive = list_archive.id join post on post.thread = thread.thing
      join mail_author on mail_author.id = post.mail_author
    where list_archive.community = new.community and thread.community = new.community and list_archive.opened is not null
      and post.person is null and wish is null and post.hidden is null and post.held is null;
  return null;
end $$;
create trigger list_parts_again after update of opened, state on list_archive for each row
  when (old.opened is distinct from new.opened or (new.state = 'undone' and old.state <> 'undone')) execute function list_parts_again();
-- Whoever says that these are theirs is counted by their account, and back.
create function list_part_turns() returns trigger language plpgsql as $$
begin
  if new.person is not null then
    delete from list_part where author = new.mail_author;
  else
    insert into list_part (community, quarter, author)
      select thread.community, date_trunc('quarter', new.at)::date, mail_author.id
      from thread join list_archive on list_archive.id = thread.archive join mail_author on mail_author.id = new.mail_author
      where thread.thing = new.thread and thread.community is not null and list_archive.opened is not null and wish is null
      on conflict do nothing;
  end if;
  return null;
end $$;
create trigger list_part_turns after update of person on post for each row
  when (new.mail_author is not null and old.person is distinct from new.person) execute function list_part_turns();
create function list_part_goes() returns trigger language plpgsql as $$
begin
  delete from list_part where author = new.id;
  return null;
end $$;
create trigger list_part_goes after update of wish on mail_author for each row when (new.wish is not null) execute function list_part_goes();
insert into list_part (community, quarter, author)
  select distinct list_archive.community, date_trunc('quarter', post.at)::date, mail_author.id
  from list_archive join thread on thread.archive = list_archive.id join post on post.thread = thread.thing
    join mail_author on mail_author.id = post.mail_author
  where thread.community = list_archive.community and list_archive.opened is not null and post.person is null and wish is null and post.hidden is null and post.held is null;

-- Distinct people by quarter, by account or by what a list knows of them; the two kinds of keys do not meet.
create view took_part as
  select community, quarter, person as who from taking_part
  union all select community, quarter, -author from list_part;

-- Nobody is asked how a closed community is. One that is over needs no list of who answered it.
create function closing_ends_checks() returns trigger language plpgsql as $$
begin
  update health_check set ended = now() where community = new.thing and ended is null;
  return null;
end $$;
create trigger closing_ends_checks after update of rest on community for each row
  when (new.rest = 'closed' and old.rest is distinct from 'closed') execute function closing_ends_checks();
create function answered_forgotten() returns trigger language plpgsql as $$
begin
  delete from health_answered where health_check = new.id;
  return null;
end $$;
create trigger answered_forgotten after update of ended on health_check for each row
  when (old.ended is null and new.ended is not null) execute function answered_forgotten();
delete from health_answered using health_check where health_check.id = health_check and (ended is not null or ends < current_date);

-- The questions whose words are kept from sight, because they would tell of somebody.
alter table health_answer add column hidden text[] not null default '{}';

-- Who does not wish to be asked what came of anything.
create table value_never (
  person bigint primary key references person on delete cascade,
  at timestamptz not null default now()
);
alter table value_story add column edited timestamptz;
