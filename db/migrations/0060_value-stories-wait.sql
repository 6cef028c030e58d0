-- Since when a value story waits for a look.
alter table value_story add column held timestamptz;
