-- 处理指引: which items of the LSCIA guide were done on a case; one row an item, taken back by removing it.
create table guide_tick (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  cycle integer not null,
  item text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, case_id, cycle, item),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);

-- 说法: a phrase somebody took on a case, and whether it helped by their word (null: not said yet).
create table phrase_use (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  cycle integer not null,
  phrase text not null,
  at timestamptz not null,
  by_id uuid,
  helped boolean,
  judged_at timestamptz,
  judged_by uuid,
  primary key (tenant_id, case_id, cycle, phrase),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);

-- Counted as they come, so that no page counts over all cases.
create table phrase_count (
  tenant_id uuid not null references tenant (id) on delete cascade,
  phrase text not null,
  used integer not null,
  helped integer not null,
  not_helped integer not null,
  primary key (tenant_id, phrase)
);
