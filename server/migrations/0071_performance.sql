-- 绩效规则: weights and thresholds, each version with the month from which it counts.
create table performance_rules (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  -- Masked.
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index performance_rules_newest on performance_rules (tenant_id, effective_from desc, id desc);

-- A month whose sheets have all been made.
create table performance_month (
  tenant_id uuid not null references tenant (id) on delete cascade,
  month text not null,
  prepared_at timestamptz not null,
  primary key (tenant_id, month)
);

-- 绩效表 of a person or a unit for a month. Who may see it follows from its instants.
create table performance_sheet (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  month text not null,
  -- person · unit
  kind text not null,
  subject_id uuid not null,
  -- The unit the person belonged to then; of a unit itself.
  unit_id uuid,
  rules jsonb not null,
  prepared_at timestamptz not null,
  -- To the person, or to who leads the unit.
  shown_at timestamptz,
  remind_at timestamptz,
  -- To the lead, or to who manages reviews.
  open_at timestamptz,
  told_at timestamptz,
  reminded_at timestamptz,
  acknowledged_at timestamptz,
  locked_at timestamptz,
  locked_by uuid,
  -- Of performance_edition: the newest, and the one that was locked.
  edition integer not null,
  locked_edition integer,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, month, kind, subject_id)
);
create index performance_sheet_subject on performance_sheet (tenant_id, subject_id, month);
create index performance_sheet_untold on performance_sheet (tenant_id, shown_at) where locked_at is null;

-- 版次: the numbers of a sheet with the rows behind them; never changed, each correction is one more.
create table performance_edition (
  tenant_id uuid not null references tenant (id) on delete cascade,
  sheet_id uuid not null,
  no integer not null,
  -- prepared · objection · amended
  kind text not null,
  at timestamptz not null,
  by_id uuid,
  -- Masked.
  reason text,
  -- Position in the feed up to which everything was counted.
  sequence bigint not null,
  figures jsonb not null,
  rows jsonb not null,
  primary key (tenant_id, sheet_id, no),
  foreign key (tenant_id, sheet_id) references performance_sheet (tenant_id, id) on delete cascade
);

-- 异议 against one row of a sheet.
create table performance_objection (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  sheet_id uuid not null,
  line text not null,
  row_key text not null,
  case_id uuid,
  -- Masked.
  reason text not null,
  at timestamptz not null,
  by_id uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  -- accepted · refused
  verdict text,
  -- Masked.
  reply text,
  primary key (tenant_id, id),
  unique (tenant_id, sheet_id, line, row_key),
  foreign key (tenant_id, sheet_id) references performance_sheet (tenant_id, id) on delete cascade
);
create index performance_objection_waiting on performance_objection (tenant_id, at) where decided_at is null;

-- 缺勤: whole days on which somebody was away.
create table staff_absence (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  from_day date not null,
  to_day date not null,
  -- leave · training · other
  kind text not null,
  at timestamptz not null,
  by_id uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id)
);
create index staff_absence_person on staff_absence (tenant_id, user_id, from_day);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['performance:lead']
      where tenant_id = t and shipped and code in ('supervisor', 'manager') and not 'performance:lead' = any(permissions);
    update role set permissions = permissions || array['performance:decide']
      where tenant_id = t and shipped and code in ('quality', 'manager') and not 'performance:decide' = any(permissions);
    update role set permissions = permissions || array['performance:manage']
      where tenant_id = t and shipped and code = 'manager' and not 'performance:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
