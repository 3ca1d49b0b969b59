-- 预测: what is expected day by day, as it was made on a day; kept for weeks so that it can be held against what came.
create table forecast (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  made_on date not null,
  at timestamptz not null,
  -- all, unit, category (level 1) or region, and which.
  scope text not null check (scope in ('all', 'unit', 'category', 'region')),
  key text not null,
  method text not null,
  -- false: too little was known, the mean with a wide interval.
  enough boolean not null,
  history_days integer not null,
  mase real,
  naive_mase real,
  coverage real,
  dispersion real not null,
  weeks jsonb not null,
  effects jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, made_on, scope, key)
);

create table forecast_day (
  tenant_id uuid not null references tenant (id) on delete cascade,
  forecast_id uuid not null,
  day date not null,
  expected real not null,
  low integer not null,
  high integer not null,
  low95 integer not null,
  high95 integer not null,
  -- Kind of the day: off:春节, makeUp, peak:双11; null an ordinary one.
  kind text,
  primary key (tenant_id, forecast_id, day),
  foreign key (tenant_id, forecast_id) references forecast (tenant_id, id) on delete cascade
);

-- A night's forecasts are all made.
create table forecast_run (
  tenant_id uuid not null references tenant (id) on delete cascade,
  made_on date not null,
  at timestamptz not null,
  series integer not null,
  primary key (tenant_id, made_on)
);

-- 处理分钟数 as measured that night, a unit (null: of the whole company).
create table handling_minutes (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  made_on date not null,
  unit_id uuid,
  person_days integer not null,
  finished integer not null,
  primary key (tenant_id, id)
);
create index handling_minutes_night on handling_minutes (tenant_id, made_on desc);

create table forecast_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  productive_minutes integer not null,
  -- null: measured.
  minutes_per_case integer,
  warn_days integer not null,
  peak_ratio real not null,
  version integer not null default 1,
  primary key (tenant_id)
);

-- 高峰模式: from a day to a day, or until a person ends it.
create table peak_mode (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  code text not null,
  name text not null,
  starts_on date not null,
  ends_on date,
  -- What it multiplies the day by, where history has not shown it.
  factor real,
  plan text not null,
  notice text not null,
  made_at timestamptz not null,
  made_by uuid,
  started_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index peak_mode_days on peak_mode (tenant_id, starts_on desc);

-- 调查预测报告
create table report (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  title text not null,
  kind text not null check (kind in ('weekly', 'onDemand')),
  from_day date not null,
  to_day date not null,
  state text not null check (state in ('waiting', 'making', 'draft', 'finished', 'failed')),
  progress real not null default 0,
  step text not null default 'waiting',
  asked_at timestamptz not null,
  asked_by uuid,
  made_at timestamptz,
  finished_at timestamptz,
  finished_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index report_newest on report (tenant_id, asked_at desc, id desc);
create unique index report_of_week on report (tenant_id, from_day, to_day) where kind = 'weekly';

-- Its sections as they now stand; figures are the machine's and stay.
create table report_section (
  tenant_id uuid not null references tenant (id) on delete cascade,
  report_id uuid not null,
  no integer not null,
  about text not null,
  subject_id uuid,
  title text not null,
  happened text not null,
  why text not null,
  coming text not null,
  measures jsonb not null,
  figures jsonb not null,
  version integer not null default 1,
  changed_at timestamptz,
  changed_by uuid,
  primary key (tenant_id, report_id, no),
  foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

-- What stood there before each change.
create table report_section_past (
  tenant_id uuid not null references tenant (id) on delete cascade,
  report_id uuid not null,
  no integer not null,
  version integer not null,
  title text not null,
  happened text not null,
  why text not null,
  coming text not null,
  measures jsonb not null,
  changed_at timestamptz,
  changed_by uuid,
  primary key (tenant_id, report_id, no, version),
  foreign key (tenant_id, report_id, no) references report_section (tenant_id, report_id, no) on delete cascade
);
