-- Collections: ordered, annotated sets of things here and addresses elsewhere.

create table collection (
  thing bigint primary key references thing on delete cascade,
  -- { original, texts }
  title jsonb not null,
  introduction jsonb,
  -- Who keeps it; nobody where it came with a pack.
  keeper bigint references person,
  -- A saved search, shown as it finds now: the query of /search.
  rule text,
  -- Counts changes, so that a form that was drawn before one is told from the others.
  version int not null default 1
);
create index collection_by_keeper on collection (keeper);

create table collection_item (
  id bigint generated always as identity primary key,
  collection bigint not null references collection on delete cascade,
  position int not null,
  -- A thing here, or an address elsewhere with what it is called.
  target bigint references thing on delete cascade,
  href text check (href like 'https://%'),
  title jsonb,
  -- In the keeper's words: { original, texts }.
  note jsonb,
  version int not null default 1,
  -- It can be brought back for thirty days.
  removed timestamptz,
  check ((target is null) = (href is not null) and (href is null) = (title is null)),
  check (target <> collection)
);
create index collection_item_in_order on collection_item (collection, position, id) where removed is null;
create unique index collection_item_once on collection_item (collection, target) where removed is null;
create index collection_item_by_target on collection_item (target) where target is not null;

-- A collection is found by the titles of what is in it. When one of these is closed or withdrawn, the
-- collection is closed to search in the same transaction, until it is indexed again without that title.
create function close_docs_around() returns trigger language plpgsql as $$
begin
  update posting set circle = 0 where doc in (
    select doc.id from doc join collection_item on collection_item.collection = doc.thing where collection_item.target = new.id);
  update doc set circle = 0 where thing in (select collection from collection_item where target = new.id);
  return null;
end $$;
create trigger thing_closed_around after update of circle, state on thing for each row
  when (old.circle is distinct from new.circle or (old.state = 'published' and new.state <> 'published'))
  execute function close_docs_around();
