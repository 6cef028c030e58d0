-- What is closed or withdrawn is closed to search in the same transaction, whenever it is indexed again:
-- its title, its words and that there is one. Nobody is in circle 0. Counts of words are left to the
-- indexing, one writer at a time; a word is shown only where a posting of it may be seen.
create function close_docs() returns trigger language plpgsql as $$
begin
  update posting set circle = 0 where doc in (select id from doc where thing = new.id);
  update doc set circle = 0 where thing = new.id;
  return null;
end $$;
create trigger thing_closed after update of circle, state on thing for each row
  when (old.circle is distinct from new.circle or (old.state = 'published' and new.state <> 'published'))
  execute function close_docs();
