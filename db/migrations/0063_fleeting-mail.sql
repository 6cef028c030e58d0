-- A letter of which nothing is kept once it left: that it was written says what somebody answered without a name.
alter table mail add column fleeting boolean not null default false;
