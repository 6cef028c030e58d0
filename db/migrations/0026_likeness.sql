-- In which conditions each published record holds, so that records can be ranked by how like they are.

-- What records say to one question of context: few, for many say the same. Codes with the broader ones,
-- numbers to three figures, sorted; the places a record is about stand under no questionnaire.
create table context_answer (
  id int generated always as identity primary key,
  instrument text not null,
  slot text not null,
  codes text[] not null check (codes <> '{}'),
  unique (instrument, slot, codes)
);
create table context_stated (
  thing bigint not null references thing on delete cascade,
  answer int not null references context_answer,
  primary key (thing, answer)
);
create index context_stated_by_answer on context_stated (answer, thing);

create temporary table stated_before on commit drop as
  with context as materialized (
    select id, slot from edition, json_array_elements_text(coalesce(definition -> 'context', '[]')) as said (slot)
  )
  select facet.thing, facet.instrument, facet.slot,
    array_agg(distinct coalesce(facet.code, case facet.number when 0 then '0' else
      trim_scale(round(facet.number::numeric, 2 - floor(log(abs(facet.number::numeric)))::int))::text end) collate "C") as codes
  from facet join record on record.thing = facet.thing join version on version.id = record.current
    join context on context.id = version.edition and context.slot = facet.slot
  where num_nonnulls(facet.code, facet.number) = 1
  group by facet.thing, facet.instrument, facet.slot
  union all
  select record.thing, '', 'place', array_agg(distinct place.code collate "C")
  from record join version on version.id = record.current
    cross join jsonb_array_elements_text(coalesce(version.content -> 'places', '[]')) as said (code)
    join place on place.code = said.code
  group by record.thing;
insert into context_answer (instrument, slot, codes) select distinct instrument, slot, codes from stated_before;
insert into context_stated (thing, answer)
  select thing, id from stated_before join context_answer using (instrument, slot, codes);
