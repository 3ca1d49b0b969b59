-- 优先级方案: points and bands with the instant from which they count; the last one that has begun holds. None: as shipped.
create table priority_scheme (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index priority_scheme_last on priority_scheme (tenant_id, effective_from desc, id desc);

-- 派单规则: head starts, limits and channels, with the instant from which they count. None: as shipped.
create table routing_rules (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index routing_rules_last on routing_rules (tenant_id, effective_from desc, id desc);

-- 技能组: which complaints its people are trained for; an empty list means all.
create table skill_group (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  categories text[] not null default '{}',
  channels text[] not null default '{}',
  languages text[] not null default '{}',
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table skill_group_member (
  tenant_id uuid not null references tenant (id) on delete cascade,
  group_id uuid not null,
  user_id uuid not null,
  primary key (tenant_id, group_id, user_id),
  foreign key (tenant_id, group_id) references skill_group (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);

-- 在岗状态 and how many open cases a person may have; no row: present, with the limit of the rules.
create table desk (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  presence text not null,
  presence_at timestamptz not null,
  presence_by uuid,
  open_limit integer,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);

-- 绿色通道: who looks after a key account, and who stands in.
create table key_account_handler (
  tenant_id uuid not null references tenant (id) on delete cascade,
  customer_id uuid not null,
  user_id uuid not null,
  deputy_id uuid,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);

-- To whom a case came, and when first: who had how many in a row of which kind. Derived from the events.
create table case_turn (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, case_id, person_id)
);
create index case_turn_person on case_turn (tenant_id, person_id, at desc);

-- 被投诉人: people of our own whom the complaint is about; none of them handles it.
create table case_respondent (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  user_id uuid not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, case_id, user_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
