-- 计数的代: roll-ups are counted anew beside those in use, a batch of cases at a time, and take their place when all are counted.
-- `zone`: in which the days of the roll-ups in use begin.
create table measure_state (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  zone text not null,
  generation integer not null default 1,
  next_generation integer,
  next_zone text,
  -- Cases up to this id are counted into the next generation.
  after_case_id uuid,
  counted integer not null default 0,
  of integer not null default 0,
  asked_at timestamptz
);
alter table measure_count add column generation integer not null default 1;
alter table measure_count drop constraint measure_count_pkey;
alter table measure_count add primary key (tenant_id, generation, fact_set, cut, day, key);

alter table cycle_fact
  -- Another complaint of the customer on the same matter within the thirty days before it.
  add column repeats boolean not null default false,
  add column thanks_fen bigint not null default 0,
  -- 办理工时: seconds people worked on it; their cost, null where no rate is given.
  add column own_seconds bigint not null default 0,
  add column own_fen bigint,
  add column outside_fen bigint not null default 0,
  -- Whether the customer stayed within a year of the closing; null where nobody knows.
  add column stayed boolean;
create index cycle_fact_repeats on cycle_fact (tenant_id, began_at) include (customer_id, repeats) where cycle = 1 and customer_id is not null;

-- 暴露量: how many customers, orders, meters or vehicles there were in a month, as a whole ('' in product and region) or of a product or region.
create table exposure (
  tenant_id uuid not null references tenant (id) on delete cascade,
  kind text not null,
  month date not null,
  product text not null default '',
  region text not null default '',
  amount bigint not null,
  source text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, kind, month, product, region)
);
-- Every figure that was given, also those written over (amount null: taken out).
create table exposure_change (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  month date not null,
  product text not null,
  region text not null,
  amount bigint,
  source text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id)
);
create index exposure_change_of on exposure_change (tenant_id, kind, month desc, at desc);

-- 费率: fen an hour from a day on, for a unit, a kind of work, both or neither (the usual rate). Never changed; a newer day or row takes over.
create table cost_rate (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  unit_id uuid,
  work text,
  fen_per_hour bigint not null,
  effective_from date not null,
  note text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
-- 标准工时: minutes an act takes, from a day on.
create table cost_standard (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  minutes jsonb not null,
  effective_from date not null,
  note text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
-- 钱与价值: which exposure 万投比 is counted by, and what a customer is worth a year (null: not given).
create table money_setting (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  basis text not null default 'customers',
  customer_year_fen bigint,
  version integer not null default 1
);

-- 客户去留: what a customer did after a day: bought again, stayed, or left.
create table customer_outcome (
  tenant_id uuid not null references tenant (id) on delete cascade,
  customer_id uuid not null,
  on_day date not null,
  outcome text not null,
  source text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, customer_id, on_day),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade
);

-- 外部费用: what was paid to others for a case (tests, repairers, lawyers); a correction is a row below zero.
create table outside_fee (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  kind text not null,
  amount_fen bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index outside_fee_case on outside_fee (tenant_id, case_id, event_no);

do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['money:read', 'money:manage']
      where tenant_id = t and shipped and code = 'manager' and not 'money:read' = any(permissions);
    update role set permissions = permissions || array['money:read']
      where tenant_id = t and shipped and code in ('quality', 'auditor') and not 'money:read' = any(permissions);
    update role set permissions = permissions || array['exposure:manage']
      where tenant_id = t and shipped and code in ('quality', 'manager') and not 'exposure:manage' = any(permissions);
    -- What is kept of each cycle has grown: everything is counted anew by the job.
    insert into measure_state (tenant_id, zone, asked_at) select t, zone, now() from tenant where id = t;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;

-- Complaints on the matter of another are found from that one.
create index complaint_case_duplicate on complaint_case (tenant_id, duplicate_of) where duplicate_of is not null;
