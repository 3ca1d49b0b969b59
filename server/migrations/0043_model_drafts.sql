-- 模型服务: whether this company lets the model service draft. Address and key stand in the environment, never here.
create table model_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  enabled boolean not null,
  version integer not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id)
);

-- What the model was asked for and whether its words were shown; the words themselves are not kept.
create table model_draft (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  at timestamptz not null,
  by_id uuid,
  model text not null,
  -- Codes; empty: shown.
  refused text[] not null,
  -- The material held words to a machine, which were left out.
  orders_left_out boolean not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index model_draft_of on model_draft (tenant_id, case_id, at desc);
