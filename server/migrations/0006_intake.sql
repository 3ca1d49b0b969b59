create table import_run (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  file_name text not null,
  storage_name text not null,
  state text not null,
  source text,
  sheets text[] not null default '{}',
  columns jsonb not null default '[]',
  mapping jsonb not null default '{}',
  preview jsonb not null default '[]',
  problems jsonb not null default '[]',
  counts jsonb not null default '{}',
  dates jsonb,
  run_as text,
  detail text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index import_run_newest on import_run (tenant_id, created_at desc, id desc);

-- One line a row of the file that was committed: which case it became, or that it met one that existed.
create table import_row (
  tenant_id uuid not null references tenant (id) on delete cascade,
  import_id uuid not null,
  row_no integer not null,
  case_id uuid,
  outcome text not null,
  primary key (tenant_id, import_id, row_no),
  foreign key (tenant_id, import_id) references import_run (tenant_id, id)
);
create index import_row_case on import_row (tenant_id, case_id);
