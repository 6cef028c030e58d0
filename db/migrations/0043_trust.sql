-- Trust: what is reported and what waits for a look, what moderators did about it, and whom somebody wants to
-- hear no more of.

-- Waits for a look: seen by whoever wrote it and by those who look, until it is let through. Its thing is
-- `submitted` meanwhile. With the reason, once somebody decided that it stays so.
alter table post add held timestamptz, add held_why text, add check (held is not null or held_why is null);
create index post_held on post (thread) where held is not null;
-- Taken from sight as a whole, with the reason that its address gives; its things are `withdrawn` meanwhile.
alter table thread add away timestamptz, add away_why text;

-- What a moderator did, as members may read it; whom it concerns is for those who moderate. Nobody, where
-- that would name who asked without a name.
create table deed (
  id bigint generated always as identity primary key,
  -- None for what was done for the whole instance.
  community bigint references community on delete cascade,
  kind text not null check (kind in (
    'hidden', 'shown', 'let-through', 'not-let-through', 'closed', 'reopened', 'moved', 'warned', 'warning-ended',
    'paused', 'pause-ended', 'removed', 'returned', 'unsealed', 'rules')),
  thing bigint references thing on delete set null,
  person bigint references person on delete set null,
  by bigint references person on delete set null,
  reason text not null default '',
  at timestamptz not null default now(),
  -- Of a pause.
  until timestamptz,
  -- Undone, by another deed.
  ended timestamptz,
  -- When whom it concerns was written to.
  told timestamptz,
  -- What whom it concerns said to it, once: others than who did it look again.
  answer text,
  answered timestamptz
);
create index deed_of_community on deed (community, id desc);
create index deed_by_person on deed (person) where person is not null;
create index deed_by_thing on deed (thing);

-- Something that somebody is to look at and decide.
create table matter (
  id bigint generated always as identity primary key,
  thing bigint not null references thing on delete cascade,
  -- Whose moderators look at it; none for those of the instance.
  community bigint references community on delete cascade,
  why text not null check (why in ('reported', 'newcomer', 'words', 'appeal')),
  -- What of the words did not pass.
  matched text,
  lang text not null,
  -- What an appeal is against.
  deed bigint references deed on delete cascade,
  at timestamptz not null default now(),
  -- For those of the instance, because it concerns whoever looks after the community.
  above boolean not null default false,
  decided timestamptz,
  outcome text check (outcome in ('fine', 'hidden', 'let-through', 'not-let-through', 'acted', 'undone', 'upheld')),
  by bigint references person on delete set null,
  reason text,
  check ((decided is null) = (outcome is null))
);
create unique index matter_open on matter (thing, why) where decided is null;
create index matter_of_community on matter (community, at);
create index matter_by_thing on matter (thing);

-- Who said that something is not right, and why. Who it was is read by nobody but them.
create table report (
  id bigint generated always as identity primary key,
  thing bigint not null references thing on delete cascade,
  matter bigint not null references matter on delete cascade,
  person bigint references person on delete set null,
  -- Of a stranger, until they are told what came of it.
  email text,
  reason text not null check (reason in ('spam', 'rude', 'wrong', 'private', 'rights', 'elsewhere', 'other')),
  words text not null default '',
  lang text not null,
  at timestamptz not null default now(),
  unique (thing, person)
);
create index report_of_matter on report (matter);
create index report_by_person on report (person, at desc) where person is not null;

-- How a community, or the instance for what stands in none, wants to be looked after.
create table peace (
  community bigint references community on delete cascade,
  -- So many first posts of a newcomer wait for a look.
  first_posts int not null default 0 check (first_posts between 0 and 5),
  unique nulls not distinct (community)
);
create table blocked (
  id bigint generated always as identity primary key,
  community bigint references community on delete cascade,
  kind text not null check (kind in ('words', 'site')),
  -- As it was typed, and as it is compared.
  given text not null,
  folded text not null,
  act text not null check (act in ('hold', 'refuse')),
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  unique nulls not distinct (community, kind, folded)
);

-- Whom somebody does not want to hear of, and whom they do not want to be reached by: theirs alone.
create table quiet (
  person bigint not null references person on delete cascade,
  other bigint not null references person on delete cascade check (other <> person),
  how text not null check (how in ('muted', 'blocked')),
  at timestamptz not null default now(),
  primary key (person, other)
);
create index quiet_of on quiet (other);

-- That a name is to be known which somebody left out of a question. Those who are asked are drawn by lot among
-- all who may know it: whoever asks never is, and nobody learns why they are or are not.
create table unsealing (
  id bigint generated always as identity primary key,
  post bigint not null references post on delete cascade,
  by bigint references person on delete set null,
  reason text not null,
  at timestamptz not null default now(),
  -- Two said yes.
  opened timestamptz
);
create index unsealing_of on unsealing (post);
create table unsealing_voice (
  unsealing bigint not null references unsealing on delete cascade,
  person bigint not null references person on delete cascade,
  yes boolean,
  at timestamptz not null default now(),
  primary key (unsealing, person)
);
create index unsealing_voice_of on unsealing_voice (person);

-- What waits for a look goes with its conversation, to those who look after that.
create function matters_follow() returns trigger language plpgsql as $$
begin
  update matter set community = new.community where decided is null
    and (thing = new.thing or thing in (select post.thing from post where post.thread = new.thing));
  return null;
end $$;
create trigger matters_followed after update of community on thread for each row
  when (old.community is distinct from new.community) execute function matters_follow();
create function posts_matter() returns trigger language plpgsql as $$
begin
  update matter set community = (select community from thread where thread.thing = new.thread)
  where decided is null and thing = new.thing;
  return null;
end $$;
create trigger posts_mattered after update of thread on post for each row
  when (old.thread is distinct from new.thread) execute function posts_matter();
