-- Who wrote on a list and no longer reads the mail of that address asks those who facilitate; and addresses are known by a secret that may have changed.

-- Which secret the hash was made with, by a sign of it; nothing is known of those before.
alter table mail_author add column key_sign text not null default '';

-- Somebody from outside asks that a name be taken off what was brought along, or the words be removed.
create table list_request (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  -- The message it is about, and who wrote that; nothing once these are gone.
  post bigint references post on delete set null,
  author bigint references mail_author on delete set null,
  wish text not null check (wish in ('unnamed', 'removed')),
  -- By what they are known to be who they say.
  words text not null,
  -- Where the answer goes: forgotten once it went.
  email text,
  lang text not null,
  at timestamptz not null default now(),
  answered timestamptz,
  answer text check (answer in ('done', 'declined')),
  answered_by bigint references person on delete set null,
  check ((answered is null) = (answer is null)),
  check (answered is null or email is null)
);
create index list_request_waiting on list_request (community, at) where answered is null;
create index list_request_of on list_request (community, at desc);
create index list_request_of_post on list_request (post) where post is not null;
create index list_request_of_author on list_request (author) where author is not null;
create index list_request_answered_by on list_request (answered_by) where answered_by is not null;
