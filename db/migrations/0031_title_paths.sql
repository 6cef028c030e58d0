-- Where the answers to a questionnaire of this edition say what a record is called, as drafts name it: its
-- definition is long, and lists of drafts would read it whole for each.
alter table edition add column title_path text
  generated always as (replace(definition #>> '{fills,title}', '/', '/only/')) stored;
