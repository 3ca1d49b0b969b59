-- 工单规则: what a sign of a case's course (经过) brings: a stage, points of a long chain, points of its risk. Data of the tenant.
create table case_rule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- stage · longChain · risk
  purpose text not null,
  sign text not null,
  at_least real not null,
  points real not null,
  to_stage smallint,
  effective_from timestamptz not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index case_rule_purpose on case_rule (tenant_id, purpose);

-- 盯着的工单: when an open case is looked at next, and what was seen last. No row of it is written with the registration.
create table case_watch (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  -- None: it has ended.
  next_look_at timestamptz,
  looked_at timestamptz,
  -- Whether it was compared with others for a group complaint.
  grouped boolean not null default false,
  signs jsonb not null default '{}',
  -- 0 … 1, with what makes it: rule or model.
  risk real,
  risk_basis text,
  risk_model_id uuid,
  risk_reasons jsonb not null default '[]',
  risk_warned boolean not null default false,
  chain_points real,
  chain_reasons jsonb not null default '[]',
  chain_warned real not null default 0,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index case_watch_due on case_watch (tenant_id, next_look_at) where next_look_at is not null;
create index case_watch_risk on case_watch (tenant_id, risk desc, case_id desc) where risk is not null;
create index case_watch_ungrouped on case_watch (tenant_id, case_id) where not grouped;

-- 通常时长 of a category from receipt to closure, counted by night; code '' is the whole company.
create table usual_age (
  tenant_id uuid not null references tenant (id) on delete cascade,
  category text not null,
  cases integer not null,
  median_days real not null,
  at timestamptz not null,
  primary key (tenant_id, category)
);

-- What the tenant's own history taught: weights of a few named signs, no words and nobody's name.
create table risk_model (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  -- tooFew · notBetter · promoted
  outcome text not null,
  weights jsonb,
  quality jsonb not null,
  in_service boolean not null,
  primary key (tenant_id, id)
);
create index risk_model_newest on risk_model (tenant_id, at desc, id desc);

-- 群诉: people who complain of one matter; found, proposed as a major case (重大投诉), approved by somebody else.
create table case_group (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- found · proposed · approved · refused · dismissed
  state text not null,
  subject text not null,
  category text,
  product text,
  node text,
  region text,
  people integer not null,
  found_at timestamptz not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  warning_id uuid,
  proposed_at timestamptz,
  proposed_by uuid,
  proposal text,
  severity text,
  decided_at timestamptz,
  decided_by uuid,
  decision text,
  parent_case_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_case_id) references complaint_case (tenant_id, id)
);
create index case_group_newest on case_group (tenant_id, last_at desc, id desc);

create table case_group_member (
  tenant_id uuid not null references tenant (id) on delete cascade,
  group_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  -- sameText · sameMatter · person
  how text not null,
  -- Taken out by a person.
  left_at timestamptz,
  primary key (tenant_id, group_id, case_id),
  foreign key (tenant_id, group_id) references case_group (tenant_id, id) on delete cascade,
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index case_group_member_case on case_group_member (tenant_id, case_id);

-- 统一答复 of a major case: one text, and how many of its cases it reached.
create table case_group_answer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  group_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  text text not null,
  answered integer not null,
  waiting integer not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, group_id) references case_group (tenant_id, id) on delete cascade
);
create index case_group_answer_group on case_group_answer (tenant_id, group_id, at desc);
