-- What came of using a record: what those say who used it, and which institutions took it up.

-- Two names that are written alike, whatever their accents and capitals.
create function name_key(name text) returns text language sql stable parallel safe as $$
  select lower(public.unaccent(btrim(name)) collate "und-x-icu")
$$;

-- Whether a record is made or kept by somebody, or by the organisation they speak for. Credits of old stand
-- in words only, so that a name is all there is to tell by.
create function is_maker(of_record bigint, who bigint, whom bigint) returns boolean language sql stable as $$
  select exists (
      select from custodianship where record = of_record and person = who and since is not null and ended is null)
    or exists (
      select from version join credit on credit.version = version.id join person on person.thing = who
      where version.record = of_record
        and (credit.person = who or credit.shown = 'named' and person.name <> '' and name_key(credit.name) = name_key(person.name)))
    or exists (
      select from organisation, jsonb_each_text(organisation.name -> 'texts') as called (lang, words), version
      where organisation.thing = whom and version.record = of_record and (
        exists (select from jsonb_array_elements_text(version.content -> 'organisations') as one (name) where name_key(one.name) = name_key(words))
        or exists (select from credit where credit.version = version.id and name_key(words) in (name_key(credit.organisation), name_key(credit.name)))))
$$;

create table use (
  thing bigint primary key references thing on delete cascade,
  record bigint not null references record on delete cascade,
  -- Who says it, and whether their name is shown.
  person bigint not null references person,
  named boolean not null,
  -- For whom they say it, as its representative; else for themselves.
  organisation bigint references organisation,
  outcome text not null check (outcome in ('worked', 'partly', 'did-not')),
  -- What happened, under which conditions, and what was done otherwise: { original, texts }.
  note jsonb not null,
  conditions jsonb,
  adaptation jsonb,
  -- [{ what, value, unit }]
  figures jsonb not null default '[]',
  place bigint references place,
  -- A year, or a month of it.
  happened text check (happened ~ '^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$'),
  said timestamptz not null default now(),
  changed timestamptz,
  -- Its custodian was written to of it.
  told boolean not null default false,
  withdrawn timestamptz,
  hidden timestamptz,
  hidden_by bigint references person,
  hidden_why jsonb,
  -- Who says it makes or keeps the record: it stands there, and counts for nothing.
  by_maker boolean not null default false,
  counted boolean not null generated always as (withdrawn is null and hidden is null and not by_maker) stored,
  check (num_nonnulls(hidden, hidden_why) in (0, 2))
);
create unique index use_once_for on use (record, organisation) where organisation is not null and withdrawn is null;
create unique index use_once_by on use (record, person) where organisation is null and withdrawn is null;
create index use_by_record on use (record, outcome) where counted;
create index use_newest on use (record, thing desc) where withdrawn is null and hidden is null;
create index use_by_person on use (person);
create index use_by_organisation on use (organisation) where organisation is not null;

-- Where an institution took a record up.
create table adoption (
  id bigint generated always as identity primary key,
  record bigint not null references record on delete cascade,
  -- An organisation of here, or a name.
  organisation bigint references organisation,
  institution text check (institution <> ''),
  form text not null check (form in ('manual', 'curriculum', 'plan', 'budget', 'law', 'other')),
  level text not null check (level in ('local', 'national', 'regional', 'global')),
  place bigint references place,
  year int check (year between 1900 and 2200),
  link text check (link ~ '^https?://'),
  -- { original, texts }
  note jsonb,
  person bigint not null references person,
  said timestamptz not null default now(),
  -- By whoever speaks for that organisation, or keeps or curates the record.
  confirmed timestamptz,
  confirmed_by bigint references person,
  confirmed_for boolean not null default false,
  ended timestamptz,
  ended_by bigint references person,
  check (num_nonnulls(organisation, institution) = 1),
  check (num_nonnulls(confirmed, confirmed_by) in (0, 2))
);
create unique index adoption_once on adoption (record, form, coalesce(organisation, 0), lower(coalesce(institution, ''))) where ended is null;
create index adoption_by_record on adoption (record) where ended is null;
create index adoption_by_person on adoption (person);

-- What is said of a record is for whom the record is for.
create function uses_follow_record() returns trigger language plpgsql as $$
begin
  update thing set circle = new.circle where id in (select thing from use where record = new.id);
  return null;
end $$;
create trigger thing_followed after update of circle on thing for each row
  when (old.circle is distinct from new.circle and new.kind = 'record') execute function uses_follow_record();

-- Whoever comes to make or keep a record has said of it before what counts no longer.
create function uses_of_makers() returns trigger language plpgsql as $$
begin
  update use set by_maker = not by_maker
  where record = new.record and by_maker <> is_maker(record, person, organisation);
  return null;
end $$;
create trigger custodianship_counted after insert or update on custodianship for each row execute function uses_of_makers();
create function uses_of_credited() returns trigger language plpgsql as $$
begin
  update use set by_maker = not by_maker
  where record in (select version.record from version join fresh on fresh.version = version.id)
    and by_maker <> is_maker(record, person, organisation);
  return null;
end $$;
create trigger credit_counted after insert on credit referencing new table as fresh for each statement execute function uses_of_credited();
