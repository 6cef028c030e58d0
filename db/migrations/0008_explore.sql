-- What knowledge is anchored to or written by (places, topics, vocabularies, questionnaires) is found by
-- its words, but is not part of what there is to explore: a vocabulary of thousands would hide the rest.
alter table doc add column anchor boolean not null default false;
update doc set anchor = true from thing
  where thing.id = doc.thing and thing.kind in ('place', 'topic', 'vocabulary', 'instrument');
drop index doc_by_change;
create index doc_by_change on doc (anchor, changed desc, id) include (circle);
