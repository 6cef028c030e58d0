-- Nobody read them.
alter table list_archive drop column finished;
alter table bundle drop column files;
