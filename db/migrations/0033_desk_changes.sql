-- Until when somebody has seen what changed in what they keep.
create table desk_look (
  person bigint primary key references person on delete cascade,
  until timestamptz not null
);

-- When those whom it concerns were written to of a comment; what was said before is not told again.
alter table review_comment add told timestamptz;
update review_comment set told = at;
create index review_comment_untold on review_comment (at) where told is null;

-- When whoever keeps the record was written to of a translation; and, once a version says otherwise than what
-- it was made from, when whoever made it was. `compared` is the newest version in which that was looked at.
alter table translation add told timestamptz, add stale_told timestamptz, add compared bigint references version on delete set null;
update translation set told = at, compared = record.current from record where record.thing = translation.record;
create index translation_untold on translation (at) where told is null;

-- Answers of a draft that a newer edition has no place for: they come out beside the others, as those of a
-- record do that is brought into it.
alter table draft add kept jsonb not null default '[]';
