-- Letters that wait: found among themselves, and told once more whether they are to leave.

-- The notices that a letter tells of: where one of them is not to be told any more, it does not leave as it is.
alter table mail add column tells bigint[];

drop index mail_waiting;
create index mail_waiting on mail (id) where sent is null;
