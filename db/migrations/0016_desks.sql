-- What desks read: backups that were made and drills of them, as the commands tell of each, and who did what.

create table backup_run (
  id bigint generated always as identity primary key,
  -- A drill restores a backup beside what there is and compares it.
  kind text not null check (kind in ('backup', 'drill')),
  at timestamptz not null default now(),
  -- As the command was given it: where the backup is, on whatever machine that was.
  folder text not null,
  rows bigint not null,
  bytes bigint not null,
  took_ms bigint not null,
  -- Of a drill: how many rows, sequences and files were not as they had been.
  faults int not null default 0
);
create index backup_run_newest on backup_run (kind, at desc);

-- What somebody did, for them to read.
create index audit_by_who on audit (who, id);
