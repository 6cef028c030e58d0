-- What happens here, told to another program or a chat: who asked for it, of what, and how each delivery went.

create table hook (
  id bigint generated always as identity primary key,
  -- Of a community, kept by its facilitators; of a person; of neither: of the whole site, kept by its operators.
  community bigint references community on delete cascade,
  person bigint references person on delete cascade,
  check (community is null or person is null),
  kind text not null check (kind in ('signed', 'slack', 'teams', 'mattermost')),
  name text not null,
  -- Encrypted under the secret of the instance: whoever knows such an address may write to it.
  address text not null,
  -- What is shown of it.
  host text not null,
  events text[] not null check (cardinality(events) > 0),
  -- Of a chat: the language it is written to in, and whether by each or once a day.
  lang text not null,
  rhythm text not null default 'each' check (rhythm in ('each', 'daily')),
  -- From this and the secret of the instance the signing secret is derived, so that no dump holds one. The one
  -- before signs as well for a day.
  nonce text not null,
  nonce_before text,
  nonce_changed timestamptz not null default now(),
  by bigint references person on delete set null,
  made timestamptz not null default now(),
  failing_since timestamptz,
  off timestamptz,
  off_why text check (off_why in ('chosen', 'failing', 'gone')),
  check ((off is null) = (off_why is null))
);
create index hook_of_community on hook (community) where community is not null;
create index hook_of_person on hook (person) where person is not null;

create table hook_delivery (
  id bigint generated always as identity primary key,
  hook bigint not null references hook on delete cascade,
  -- Its `webhook-id`: the same however often it is tried.
  message text not null unique default 'msg_' || replace(gen_random_uuid()::text, '-', ''),
  event text not null,
  -- What it is about. What is sent is read when it is sent, as it may be seen then; nothing of it is kept.
  thing bigint references thing on delete cascade,
  -- Of that: a version, a membership.
  part bigint,
  -- Each happening goes to a hook once, however often it is announced.
  once text not null,
  unique (hook, once),
  at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'dropped')),
  tries int not null default 0,
  next_try timestamptz not null default now(),
  tried timestamptz,
  -- The status of the last answer; else what was in its way.
  status int,
  fault text check (fault in ('private', 'silent', 'redirect', 'large'))
);
create index hook_delivery_due on hook_delivery (next_try) where state = 'waiting';
create index hook_delivery_newest on hook_delivery (hook, id desc);
create index hook_delivery_of on hook_delivery (thing);

-- Whoever belongs to a community of a programme reads what is for those of the programme: its members' circle holds
-- them too, once the transaction is over that says who belongs where.
create function programme_of(community bigint) returns bigint language sql stable as $$
  select coalesce((select home.above from community as home join thing on thing.id = home.above and thing.sort = 'programme' where home.thing = $1),
    (select id from thing where id = $1 and sort = 'programme'))
$$;
create function belongs_to_programme(programme bigint, who bigint) returns boolean language sql stable as $$
  select exists (select from membership join community as home on home.thing = membership.community
    where membership.person = who and standing = 'member' and ended is null and (home.thing = programme or home.above = programme))
$$;
create function programme_follows_member() returns trigger language plpgsql as $$
declare held bigint := programme_of(coalesce(new.community, old.community));
  who bigint := coalesce(new.person, old.person);
begin
  if held is null then return null; end if;
  if belongs_to_programme(held, who) then
    insert into in_circle (circle, person) select circle, who from community where thing = held on conflict do nothing;
  else
    delete from in_circle using community where community.thing = held and in_circle.circle = community.circle and person = who;
  end if;
  return null;
end $$;
create constraint trigger programme_follows_member after insert or update of standing, ended or delete on membership
  deferrable initially deferred for each row execute function programme_follows_member();
create function programme_follows_part() returns trigger language plpgsql as $$
begin
  insert into in_circle (circle, person)
    select held.circle, person from community as held join thing on thing.id = held.thing and thing.sort = 'programme'
      join membership on membership.community = new.thing and standing = 'member' and ended is null
    where held.thing = new.above on conflict do nothing;
  delete from in_circle using community as held, thing
    where held.thing = old.above and thing.id = held.thing and thing.sort = 'programme' and in_circle.circle = held.circle
      and not belongs_to_programme(held.thing, in_circle.person);
  return null;
end $$;
create constraint trigger programme_follows_part after update of above on community
  deferrable initially deferred for each row when (old.above is distinct from new.above) execute function programme_follows_part();
insert into in_circle (circle, person)
  select distinct held.circle, person from community as held join thing on thing.id = held.thing and thing.sort = 'programme'
    join community as part on part.above = held.thing join membership on membership.community = part.thing and standing = 'member' and ended is null
  on conflict do nothing;

-- Who said something in a community under their name, by quarter: what its rings are drawn from, as fast in one of
-- many posts as in one of few.
create table taking_part (
  community bigint not null references community on delete cascade,
  quarter date not null,
  person bigint not null references person on delete cascade,
  primary key (community, quarter, person)
);
create index taking_part_by_person on taking_part (person);
create function posts_grow() returns trigger language plpgsql as $$
begin
  insert into taking_part (community, quarter, person)
    select community, date_trunc('quarter', new.at), new.person from thread where thing = new.thread and community is not null
    on conflict do nothing;
  return null;
end $$;
create trigger posts_grow after insert on post for each row when (new.person is not null) execute function posts_grow();
insert into taking_part (community, quarter, person)
  select distinct community, date_trunc('quarter', at)::date, person from post join thread on thread.thing = post.thread
  where community is not null and person is not null;
