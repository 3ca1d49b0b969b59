-- 计数序列: how many complaints came by day and by hour, per category, product, region, node, unit, channel and what is seen together.
-- Rolled up from the sealed feed, never counted live; series_case says as what each case was counted, so that counting twice adds nothing.
create table series (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id integer not null,
  -- 'all', 'product', 'product*region' …; `key` has a line for each of its parts.
  dims text not null,
  key text not null,
  first_day date not null,
  cases integer not null default 0,
  -- Sequence of the feed that last brought a live case of today: what the screening has not looked at.
  live_seq bigint not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, dims, key)
);
create index series_live on series (tenant_id, live_seq);

-- By the day of receipt in the tenant's zone; `live`: those that did not come with an import of history.
create table series_count (
  tenant_id uuid not null references tenant (id) on delete cascade,
  series_id integer not null,
  day date not null,
  count integer not null,
  live integer not null,
  primary key (tenant_id, series_id, day)
);

-- Live cases by the hour: of today and yesterday; of all cases together for eight weeks, as the picture of an ordinary day.
create table series_hour (
  tenant_id uuid not null references tenant (id) on delete cascade,
  series_id integer not null,
  hour timestamptz not null,
  count integer not null,
  primary key (tenant_id, series_id, hour)
);
create index series_hour_at on series_hour (tenant_id, hour);

create table series_case (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  day date not null,
  received_at timestamptz not null,
  live boolean not null,
  series integer[] not null,
  primary key (tenant_id, case_id)
);
create index series_case_day on series_case (tenant_id, day);

-- Who counts or screens holds the row; how far the screening has come.
create table series_state (
  tenant_id uuid not null references tenant (id) on delete cascade,
  screened_seq bigint not null default 0,
  screened_day date,
  suggested_day date,
  primary key (tenant_id)
);

-- 突增: what the screening found of a series; the open one of a matter takes what comes later.
create table surge (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  series_id integer not null,
  grain text not null check (grain in ('hour', 'day')),
  -- The day whose figures these are.
  day date not null,
  at timestamptz not null,
  since timestamptz not null,
  observed integer not null,
  expected real not null,
  low real not null,
  high real not null,
  p double precision not null,
  method text not null,
  words jsonb not null default '[]',
  explains jsonb not null default '[]',
  warning_id uuid,
  primary key (tenant_id, id)
);
create index surge_series on surge (tenant_id, series_id, day desc);
create index surge_warning on surge (tenant_id, warning_id) where warning_id is not null;
create unique index surge_of_day on surge (tenant_id, series_id, grain, day);

-- 风险点: nodes of products, services and processes that easily cause dissatisfaction.
create table risk_point (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  parent_id uuid,
  kind text not null check (kind in ('product', 'service', 'process')),
  name text not null,
  description text not null default '',
  owner_id uuid,
  unit_id uuid,
  measure text not null default '',
  measure_due_on date,
  measure_done_on date,
  -- What belongs to it: one of each list that has any. Words are folded, as texts are searched.
  categories text[] not null,
  products text[] not null,
  nodes text[] not null,
  words text[] not null,
  -- From so many a week, or per 10,000, on it warns whatever its history.
  weekly_threshold integer,
  per10k_threshold real,
  active boolean not null default true,
  -- Its rule changed: the cases are looked through anew.
  rematch boolean not null default true,
  -- When it last was warned of, and at which count: the same is not said twice.
  warned_on date,
  warned_count integer,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references risk_point (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create unique index risk_point_name on risk_point (tenant_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name);

-- What was found to belong to a point: complaints, doubts (stage 2), latent dissatisfaction (contacts that are no complaint).
create table risk_point_match (
  tenant_id uuid not null references tenant (id) on delete cascade,
  risk_point_id uuid not null,
  of_id uuid not null,
  kind text not null check (kind in ('complaint', 'doubt', 'latent')),
  day date not null,
  live boolean not null,
  primary key (tenant_id, risk_point_id, of_id),
  foreign key (tenant_id, risk_point_id) references risk_point (tenant_id, id) on delete cascade
);
create index risk_point_match_day on risk_point_match (tenant_id, risk_point_id, day);
create index risk_point_match_of on risk_point_match (tenant_id, of_id);

-- 万投比的分母: customers, orders, meters at risk in a month.
create table risk_point_exposure (
  tenant_id uuid not null references tenant (id) on delete cascade,
  risk_point_id uuid not null,
  month date not null,
  exposure bigint not null check (exposure > 0),
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, risk_point_id, month),
  foreign key (tenant_id, risk_point_id) references risk_point (tenant_id, id) on delete cascade
);

create table risk_point_suggestion (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- What it was made from: a topic, or words that many cases share; the same is not suggested twice.
  source text not null check (source in ('topic', 'words')),
  key text not null,
  name text not null,
  words text[] not null,
  cases integer not null,
  case_ids uuid[] not null,
  at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  reason text,
  risk_point_id uuid,
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, source, key)
);
