-- What is brought in from files, line by line; and those who were asked to join by one.

-- What says that two records are the same one: identifiers, or their title with the year or the places.
-- Long words are hashed: an index holds short ones only.
-- Costly to make, so that the index is asked and not every version.
create function keys_of(content jsonb) returns text[] language sql immutable parallel safe cost 10000 as $$
  select coalesce(array_agg(distinct key), '{}') from (
    select case scheme
      when 'doi' then 'doi:' || md5(regexp_replace(lower(trim(value)), '^(https?://(dx\.)?doi\.org/|doi:\s*)', ''))
      when 'url' then 'url:' || md5(regexp_replace(regexp_replace(lower(trim(value)), '^https?://(www\.)?', ''), '/+$', ''))
      else md5(scheme || ' ' || value) end as key
    from jsonb_to_recordset(case jsonb_typeof(content -> 'identifiers') when 'array' then content -> 'identifiers' else '[]' end)
      as one (scheme text, value text)
    -- A book and its chapters, a journal and its articles have these together.
    where scheme not in ('isbn', 'issn') and value <> ''
    union all
    select 'title:' || md5(trim(regexp_replace(lower(words), '[^[:alnum:]]+', ' ', 'g')) || '|' ||
      coalesce(left(jsonb_path_query_first(content, '$.answers.*[*].published') #>> '{}', 4), (content -> 'places')::text, ''))
    from jsonb_each_text(case jsonb_typeof(content #> '{title,texts}') when 'object' then content #> '{title,texts}' else '{}' end)
      as title (lang, words)
  ) as keys
$$;
create index version_by_key on version using gin (keys_of(content));

create table import_run (
  id bigint generated always as identity primary key,
  ref text not null unique check (ref ~ '^[0-9a-hjkmnp-tv-z]{12}$'),
  kind text not null check (kind in ('table', 'bibliography', 'members', 'record', 'vocabulary', 'instrument')),
  file text not null,
  -- The file as it was sent, until what it brings is kept.
  bytes bytea,
  -- Who brings it in; nobody is the command line.
  person bigint references person,
  -- The language in which its faults are told.
  lang text not null,
  at timestamptz not null default now(),
  finished timestamptz,
  state text not null check (state in ('reading', 'read', 'previewing', 'previewed', 'running', 'done', 'undoing', 'undone', 'failed')),
  -- What it was doing when it failed, and why, in words.
  failed_in text,
  error text,
  -- How the file was understood: encoding, delimiter, columns.
  reading jsonb not null default '{}',
  -- What was chosen: which column is which, and what all lines have together.
  matching jsonb not null default '{}',
  -- Of the step it is in: lines it has, and how many are through.
  lines int not null default 0,
  through int not null default 0
);
create index import_run_newest on import_run (at desc, id desc);

create table import_line (
  run bigint not null references import_run on delete cascade,
  position int not null,
  -- Where in the file it begins, from 1.
  line int not null,
  given jsonb not null,
  -- It could not be read, and so is a fault whatever else is chosen.
  unread boolean not null default false,
  outcome text check (outcome in ('new', 'changed', 'unchanged', 'fault')),
  thing bigint references thing on delete set null,
  -- What is to be kept, and what that changes: [{ what, before, after }].
  plan jsonb,
  differences jsonb not null default '[]',
  -- Why all or some of it is left out, in words.
  reasons jsonb not null default '[]',
  -- The version it was compared with, and the one it made.
  basis bigint,
  made bigint,
  -- The step the run is in is through with it.
  done boolean not null default false,
  primary key (run, position)
);
create index import_line_by_outcome on import_line (run, outcome, position);
create index import_line_by_thing on import_line (thing) where thing is not null;

-- Someone asked to join: there is no person before they accept. The address is told to nobody.
create table invitation (
  id bigint generated always as identity primary key,
  -- What the mailed link is known by; the link itself is kept nowhere.
  token text not null unique,
  email text not null,
  name text not null,
  -- { organisation, languages, places }
  about jsonb not null default '{}',
  lang text not null,
  run bigint references import_run on delete set null,
  made timestamptz not null default now(),
  expires timestamptz not null default now() + interval '30 days',
  accepted timestamptz,
  ended timestamptz
);
create unique index invitation_open on invitation (lower(email)) where accepted is null and ended is null;
create index invitation_by_run on invitation (run);
