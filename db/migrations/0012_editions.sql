-- What an edition did to the one before it, and so what becomes of answers to that one.

create table edition_change (
  edition bigint primary key references edition,
  before bigint not null references edition,
  -- Not jsonb: read whole, in the order it was written.
  changes json not null,
  -- By those who made the edition; else it was found by laying the two side by side, and may still be told.
  told boolean not null,
  check (edition <> before)
);
create index edition_change_by_before on edition_change (before);

create function refuse_retelling() returns trigger language plpgsql as $$
begin
  if old.told or new.edition <> old.edition or new.before <> old.before then
    raise exception 'what an edition changed is written once';
  end if;
  return new;
end $$;
create trigger edition_change_is_kept before update on edition_change for each row execute function refuse_retelling();
create trigger edition_change_stays before delete on edition_change for each row execute function refuse_change();
create trigger edition_change_is_whole before truncate on edition_change execute function refuse_change();
