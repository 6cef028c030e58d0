-- Letters that wait: found among themselves, and told once more whether they are to leave.

-- The notices that a letter tells of: where one of them is not to be told any more, it does not leave as it is.
alter table mail add column tells bigint[];

-- What somebody asked for, such as a link to sign in by, does not wait for twenty thousand digests.
drop index mail_waiting;
create index mail_waiting on mail (told, id) where sent is null;
