-- Mail: in its conversation, as light HTML too; what came by it; addresses to which nothing can be delivered.

alter table mail
  -- What it says, part by part, of which the plain words are made; where there are none it is plain words only.
  add column parts jsonb,
  -- Without angle brackets; of a message that stands for a post, that of the post.
  add column message_id text,
  add column reply_to text,
  -- Told to them because they follow something: not sent where their mail comes back.
  add column told boolean not null default false;

-- Of a post that came by mail: the name of the message, and what was left out of it, quoted lines and signatures.
create table post_mail (
  post bigint primary key references post on delete cascade,
  message_id text,
  rest text,
  at timestamptz not null default now()
);
create index post_mail_by_message on post_mail (message_id);

-- An address whose mail came back: how often for good, in a row, and what was said last.
create table mail_bounce (
  address text primary key check (address = lower(address)),
  times int not null default 0,
  said text not null,
  at timestamptz not null default now()
);
