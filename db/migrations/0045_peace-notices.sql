-- What keeps the peace is told as everything else is: notices of acts that are not things themselves.

-- Which act, where the same may come again for the same place: a number that its kind knows; 0 where it is one for good.
alter table notice add occasion bigint not null default 0;
alter table notice drop constraint notice_person_kind_thing_cause_key;
alter table notice add unique (person, kind, thing, cause, occasion);

-- A notice keeps that now.
alter table deed drop column told;
