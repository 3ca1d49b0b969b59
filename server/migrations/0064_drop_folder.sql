-- 投递文件夹: tables of complaints that another system puts into a folder of this tenant.
create table drop_folder (
  tenant_id uuid not null references tenant (id) on delete cascade,
  is_open boolean not null,
  -- history · toHandle; null: by the age of the rows, as the wizard proposes
  run_as text,
  -- Name of a column → field; columns not named here are guessed.
  mapping jsonb not null,
  version integer not null default 1,
  primary key (tenant_id)
);

create table dropped_file (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Of the content: one file is imported once, also after a crash and under another name.
  digest bytea not null,
  id uuid not null,
  name_cipher bytea not null,
  import_id uuid,
  -- The saved mapping was applied.
  is_mapped boolean not null default false,
  -- importing · done · failed
  state text not null,
  at timestamptz not null,
  ended_at timestamptz,
  detail text,
  primary key (tenant_id, digest)
);
create index dropped_file_newest on dropped_file (tenant_id, at desc, id desc);
create index dropped_file_under_way on dropped_file (tenant_id) where state = 'importing';
