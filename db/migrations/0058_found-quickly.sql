-- What is asked on every page of these rooms is found by itself, and what cannot be is not kept.

create index chat_saying_by_speaker on chat_saying (speaker);
create index take_up_of_entry on take_up (entry);
create index mentorship_of_entry on mentorship (entry) where entry is not null;
create index mentorship_of_mentor on mentorship (mentor);
create index mail_in_came on mail_in (came);

alter table take_up add constraint take_up_of_two check (person <> other);
alter table mentorship add constraint mentorship_of_two check (mentor <> mentee);
-- Nobody read it.
alter table mentorship drop column told_until;
