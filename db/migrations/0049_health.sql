-- How communities are: what they say of themselves when they look, and what somebody got from taking part.

-- A look at itself: a few questions to its members until a day, and what it means to change.
create table health_check (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  edition bigint not null references edition,
  by bigint references person on delete set null,
  begun timestamptz not null default now(),
  -- The last day on which one answers.
  ends date not null,
  ended timestamptz,
  -- { original, texts }: what will change.
  reflection jsonb,
  reflected timestamptz
);
create index health_check_of on health_check (community, begun desc);
create unique index health_check_one_at_a_time on health_check (community) where ended is null;

-- That somebody answered, so that nobody does twice; and what was said. Nothing leads from the one to the other:
-- neither has a time, and the answers have no order.
create table health_answered (
  health_check bigint not null references health_check on delete cascade,
  person bigint not null references person on delete cascade,
  primary key (health_check, person)
);
create table health_answer (
  id uuid primary key default gen_random_uuid(),
  health_check bigint not null references health_check on delete cascade,
  lang text not null,
  answers jsonb not null
);
create index health_answer_of on health_answer (health_check);

-- The stage as its facilitators see it, beside what was proposed; the last one stands.
create table community_stage (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  stage text not null check (stage in ('potential', 'coalescing', 'maturing', 'stewardship', 'transformation')),
  proposed text not null check (proposed in ('potential', 'coalescing', 'maturing', 'stewardship', 'transformation')),
  -- Why another than the one proposed.
  reason text,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  check (stage = proposed or reason is not null)
);
create index community_stage_of on community_stage (community, id desc);

-- What its facilitators let sponsors see: how it was on that day, and their words.
create table health_release (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  shown jsonb not null,
  words jsonb,
  by bigint references person on delete set null,
  at timestamptz not null default now(),
  withdrawn timestamptz
);
create index health_release_of on health_release (community, id desc);

-- What somebody got from taking part, told at the moment in which something was used.
create table value_story (
  thing bigint primary key references thing on delete cascade,
  person bigint references person on delete set null,
  named boolean not null,
  -- What it came of: a post, a use, a record, a mentorship.
  of bigint references thing on delete set null,
  community bigint references community on delete set null,
  open_to text not null check (open_to in ('facilitators', 'members', 'everyone')),
  edition bigint not null references edition,
  lang text not null,
  -- By the cycle of value creation that each question asks for: { applied: words }.
  answers jsonb not null,
  link text check (link ~ '^https?://'),
  told timestamptz not null default now(),
  withdrawn timestamptz,
  hidden timestamptz,
  hidden_why text
);
create unique index value_story_once on value_story (person, of);
create index value_story_in on value_story (community, thing desc) where withdrawn is null and hidden is null;
create index value_story_of on value_story (of) where of is not null;

-- What is for everyone who sees what it came of follows that, in the same transaction.
create function value_stories_follow() returns trigger language plpgsql as $$
begin
  update thing set circle = new.circle from value_story
  where thing.id = value_story.thing and value_story.of = new.id and open_to = 'everyone' and thing.circle is distinct from new.circle;
  return null;
end $$;
create trigger value_stories_followed after update of circle on thing for each row
  when (old.circle is distinct from new.circle and new.kind <> 'value-story') execute function value_stories_follow();

-- Whom it was asked and who said "not now": nobody is asked again of the same.
create table value_not_now (
  person bigint not null references person on delete cascade,
  of bigint not null references thing on delete cascade,
  at timestamptz not null default now(),
  primary key (person, of)
);

-- Early signs: who came first when.
create index taking_part_in on taking_part (community, person, quarter);
