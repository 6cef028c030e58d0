-- Questionnaires, forms and assessment tools, each in editions that are never changed.

create table instrument (
  thing bigint primary key references thing on delete cascade,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table edition (
  id bigint generated always as identity primary key,
  instrument bigint not null references instrument on delete restrict,
  name text not null,
  -- Not jsonb: its keys stay in the order people read them in, and nothing is asked of it in SQL.
  definition json not null,
  -- Of the definition with its keys in order: the same definition, however it is written, has the same.
  hash text not null,
  adopted date not null default current_date,
  -- Drawn from the definition, so that a list of instruments need not read them.
  title jsonb not null,
  summary jsonb,
  languages text[] not null,
  makes text not null,
  review text not null,
  knowledge text,
  questions int not null,
  unique (instrument, name)
);
create trigger edition_is_kept before update or delete on edition for each row execute function refuse_change();
create trigger edition_is_whole before truncate on edition execute function refuse_change();

-- The one that new answers are given to.
alter table instrument add column current bigint references edition;
