-- Review near the ground: who is asked to judge a draft, what they say of its answers, and what became of it.

alter table thing
  -- The circle of those who read it, and what is kept with it, while it is submitted: its reviewers.
  add column readers bigint references circle;

-- Each time that a draft is given to its reviewers.
create table submission (
  id bigint generated always as identity primary key,
  draft bigint not null references draft on delete cascade,
  by bigint not null references person,
  at timestamptz not null default now(),
  -- As its questionnaire asks for.
  review text not null check (review in ('light', 'full')),
  -- What its writers say of what the checks would have them look at, in the draft's language.
  words text,
  -- What changed: { original, texts }; of a next version only.
  note jsonb,
  ended timestamptz,
  outcome text check (outcome in ('published', 'changes', 'taken-back')),
  check ((ended is null) = (outcome is null))
);
create unique index submission_one on submission (draft) where ended is null;
create index submission_by_draft on submission (draft, id);

-- Its places, its topics and its questionnaire: by these it finds those who know them.
create table submission_subject (
  submission bigint not null references submission on delete cascade,
  subject bigint not null references thing on delete cascade,
  primary key (submission, subject)
);
create index submission_subject_by_subject on submission_subject (subject);

-- What the checks said when it was submitted.
create table submission_finding (
  id bigint generated always as identity primary key,
  submission bigint not null references submission on delete cascade,
  -- Which check.
  finding text not null,
  path text
);
create index submission_finding_by_submission on submission_finding (submission);

create table review_request (
  id bigint generated always as identity primary key,
  submission bigint not null references submission on delete cascade,
  person bigint not null references person,
  asked timestamptz not null default now(),
  -- Whoever handed it on, or they themselves; the instance where nobody is named.
  asked_by bigint references person,
  state text not null default 'asked' check (state in ('asked', 'accepted', 'approved', 'changes', 'declined', 'handed-on', 'late', 'over')),
  -- Which of the three places on their table it takes, as long as it waits for them.
  place smallint check (place between 1 and 3),
  answered timestamptz,
  -- For the record, and the language they are in.
  words text,
  lang text,
  -- They wish to be named on the version.
  credited boolean not null default false,
  unique (submission, person),
  check ((place is not null) = (state in ('asked', 'accepted')))
);
-- Nobody holds more than three.
create unique index review_request_three on review_request (person, place) where place is not null;

-- What is said of an answer or of the whole; what answers it stands under it.
create table review_comment (
  id bigint generated always as identity primary key,
  draft bigint not null references draft on delete cascade,
  -- `group/row/question`; none for the whole.
  path text,
  under bigint references review_comment on delete cascade,
  person bigint not null references person,
  at timestamptz not null default now(),
  lang text not null,
  words text not null,
  -- It is settled; of the first of a thread only.
  resolved timestamptz,
  resolved_by bigint references person,
  check (under is null or (path is null and resolved is null)),
  check ((resolved is null) = (resolved_by is null))
);
create index review_comment_by_draft on review_comment (draft, id);
create index review_comment_under on review_comment (under) where under is not null;

-- A record that was taken from sight, by whom, and what takes its place; its words stand with the record.
create table withdrawal (
  id bigint generated always as identity primary key,
  record bigint not null references record on delete cascade,
  by bigint not null references person,
  at timestamptz not null default now(),
  replacement bigint references record on delete set null,
  ended timestamptz,
  ended_by bigint references person
);
create unique index withdrawal_one on withdrawal (record) where ended is null;
