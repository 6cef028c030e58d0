-- What a community brings along: archives of mailing lists, and exported chats to write up from.

create table list_archive (
  id bigint generated always as identity primary key,
  ref text not null unique,
  community bigint not null references community on delete cascade,
  name text not null,
  -- The language that its posts are said to be in.
  lang text not null,
  -- Since when whoever reads the community reads it; before that its members alone do.
  opened timestamptz,
  -- Nobody is the command line.
  person bigint references person on delete set null,
  reader_lang text not null,
  at timestamptz not null default now(),
  finished timestamptz,
  state text not null check (state in ('reading', 'previewed', 'running', 'paused', 'done', 'undoing', 'undone', 'failed')),
  failed_in text,
  error text,
  -- Its files are still here.
  held boolean not null default true,
  messages int not null default 0,
  -- How many of them the step at hand has behind it.
  through int not null default 0,
  first_at timestamptz,
  last_at timestamptz,
  people int not null default 0,
  threads int not null default 0,
  -- What belongs to no message, and what the undoing left and why.
  told jsonb not null default '[]'
);
create index list_archive_of on list_archive (community, at desc);

-- Its files, which are kept as one: where each begins there.
create table list_file (
  archive bigint not null references list_archive on delete cascade,
  nth int not null,
  name text not null,
  start bigint not null,
  bytes bigint not null,
  primary key (archive, nth)
);

-- A message of an archive: where it stands among what was sent, and what becomes of it.
create table list_message (
  archive bigint not null references list_archive on delete cascade,
  position int not null,
  start bigint not null,
  bytes int not null,
  -- Its Message-ID, without angle brackets.
  message_id text not null,
  -- Which conversation it belongs to, by number, and the position of what it answers.
  thread int not null,
  parent int,
  subject text,
  author text,
  author_name text,
  at timestamptz not null,
  outcome text check (outcome in ('made', 'there', 'asked-out', 'fault')),
  post bigint references post on delete set null,
  notes text[] not null default '{}',
  primary key (archive, position)
);
create index list_message_in_thread on list_message (archive, thread);
create index list_message_of_post on list_message (post) where post is not null;

-- Who wrote on a list, as far as it said: never the address, only a keyed hash of it.
create table mail_author (
  id bigint generated always as identity primary key,
  community bigint not null references community on delete cascade,
  name text not null,
  address_hash text not null,
  -- Once they have said that these are theirs.
  person bigint references person on delete set null,
  claimed timestamptz,
  -- A member with this address was asked, and said that they are not theirs.
  offered_to bigint references person on delete set null,
  declined timestamptz,
  -- What they asked for by proof of the address; later archives keep to it.
  wish text check (wish in ('unnamed', 'removed')),
  unique (community, address_hash)
);
create index mail_author_of on mail_author (person) where person is not null;
create index mail_author_by_address on mail_author (address_hash);
create index mail_author_offered on mail_author (offered_to) where offered_to is not null;

alter table post add column mail_author bigint references mail_author on delete set null;
-- What a post is named by is looked for when it goes: one by one through all there are it takes forever.
create index post_by_answered on post (answers) where answers is not null;
create index thread_by_accepted on thread (accepted) where accepted is not null;
create index thread_by_merged on thread (merged_into) where merged_into is not null;
create index post_by_mail_author on post (mail_author) where mail_author is not null;
alter table thread
  add column archive bigint references list_archive on delete set null,
  -- Nobody wrote in it since it was brought along: it stands on the page of its archive alone.
  add column resting boolean not null default false;
create index thread_of_archive on thread (archive, opened desc, thing) where archive is not null;

-- What was brought along stays with members when their community opens, until its facilitators open it too.
create or replace function threads_follow() returns trigger language plpgsql as $$
begin
  if new.kind = 'community' then
    update thing set circle = new.circle from thread
    where thing.id = thread.thing and thread.community = new.id and thing.circle = old.circle
      and not exists (select from list_archive where list_archive.id = thread.archive and list_archive.opened is null);
  elsif new.kind = 'thread' then
    update thing set circle = new.circle from post where thing.id = post.thing and post.thread = new.id;
    update thing set circle = new.circle from implication where thing.id = implication.thing and implication.thread = new.id;
  end if;
  return null;
end $$;

-- Nor do the rings of a community grow by what nobody outside may know of.
create or replace function posts_grow() returns trigger language plpgsql as $$
begin
  insert into taking_part (community, quarter, person)
    select community, date_trunc('quarter', new.at), new.person from thread
    where thing = new.thread and community is not null
      and (new.mail_author is null or not exists (select from list_archive where list_archive.id = thread.archive and list_archive.opened is null))
    on conflict do nothing;
  return null;
end $$;

-- An exported chat: only whoever brought it reads it, until a day that is said.
create table chat (
  thing bigint primary key references thing on delete cascade,
  -- Whose circle it stands in, of one person.
  person bigint not null references person on delete cascade,
  name text not null,
  lang text not null,
  app text not null check (app in ('whatsapp', 'telegram')),
  at timestamptz not null default now(),
  until date not null,
  messages int not null,
  -- What was left out: system lines, media by name, what was deleted.
  left_out jsonb not null default '[]'
);
create index chat_of on chat (person, at desc);

create table chat_speaker (
  id bigint generated always as identity primary key,
  chat bigint not null references chat on delete cascade,
  name text not null,
  -- A member, who is asked like anyone who is quoted.
  person bigint references person on delete set null,
  -- Or what whoever brought it says of how they agreed, and how they are credited.
  agreed_on date,
  agreed_how text,
  shown text check (shown in ('named', 'unnamed')),
  credited_as text,
  unique (chat, name),
  check (agreed_how is null or person is null)
);

-- When and how whoever said it agreed outside of here, as whoever wrote it up says: stays when the chat is gone.
alter table passage add column agreed_elsewhere text;

-- What one of them said, in one go.
create table chat_saying (
  thing bigint primary key references thing on delete cascade,
  chat bigint not null references chat on delete cascade,
  nth int not null,
  speaker bigint not null references chat_speaker on delete cascade,
  at timestamptz,
  body text not null,
  unique (chat, nth)
);
