-- What is sent for an import is in the store of files, under the import's reference: no process holds it
-- whole to write it into a row. One that is not over yet is to be sent again where its file is read again.
alter table import_run drop column bytes;
-- The store has it still.
alter table import_run add column held boolean not null default false;
