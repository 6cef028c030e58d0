-- Mail that came: what became of each, so that nothing is lost and whoever runs this can see why.

create table mail_in (
  id bigint generated always as identity primary key,
  -- By what the message is found in the store of files, as it came; nothing once that is forgotten. One that was to
  -- several addresses of ours has a row for each.
  raw text,
  bytes int not null,
  came timestamptz not null default now(),
  -- Of the envelope: who sent it, empty where nothing is to come back, and the address of ours.
  sender text not null,
  recipient text not null,
  -- Whom it says it is from, in small letters, once it was read.
  author text,
  message_id text,
  -- Who that is here, and whether it was shown to be them.
  person bigint references person,
  shown boolean not null default false,
  fate text not null default 'waiting'
    check (fate in ('waiting', 'done', 'asked', 'answered', 'kept', 'silent', 'failed')),
  why text,
  made bigint references thing on delete set null,
  tries int not null default 0,
  next_try timestamptz not null default now()
);
create index mail_in_waiting on mail_in (next_try) where fate = 'waiting';
create index mail_in_by_author on mail_in (author, came);
create index mail_in_by_message on mail_in (message_id) where message_id is not null;
create index mail_in_of_person on mail_in (person) where person is not null;
create index mail_in_by_raw on mail_in (raw) where raw is not null;
create index mail_in_made on mail_in (made) where made is not null;
