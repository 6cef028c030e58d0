-- What needs somebody may stand on their page and be mailed never: what they choose, or by the way out of such a letter.
alter table notice_choice drop constraint notice_choice_needs_check;
alter table notice_choice add constraint notice_choice_needs_check
  check (needs in ('each', 'daily', 'weekly', 'here', 'nothing'));
