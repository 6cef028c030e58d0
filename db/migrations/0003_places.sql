-- Where knowledge is anchored: the world, its regions, countries, areas below them, and groupings
-- of countries that overlap all of these.

create table place (
  thing bigint primary key references thing on delete cascade,
  -- ISO 3166-1 alpha-2 (NE), UN M49 (011), 001 the world, a grouping (ECOWAS), an area below (NE-5).
  code text not null unique check (code ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' and length(code) <= 40),
  level text not null check (level in ('world', 'region', 'country', 'area', 'grouping')),
  name jsonb not null,
  -- The abbreviation it goes by, by language.
  short jsonb not null default '{}',
  -- What else it is called, by language: lists of names.
  also jsonb not null default '{}',
  alpha3 text unique check (alpha3 ~ '^[A-Z]{3}$'),
  m49 text unique check (m49 ~ '^[0-9]{3}$'),
  -- Codes it went by before: addresses made of them lead here.
  formerly text[] not null default '{}',
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  check ((lat is null) = (lon is null))
);

-- Each place stands in one or more others, its main line first; a member also stands in its groupings.
-- Without circles, and `within` its closure: kept by importPlaces.
create table place_parent (
  place bigint not null references place on delete cascade,
  parent bigint not null references place,
  position int not null,
  primary key (place, parent),
  check (place <> parent)
);
create index place_parent_by_parent on place_parent (parent);
