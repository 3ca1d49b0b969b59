-- 预警: what may break out, about what (`key`), whose it is, and what became of it. The open one of a kind and key takes in repeats.
create table warning (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  key text not null,
  subject text not null,
  -- 1 blue · 2 yellow · 3 orange · 4 red; a repeat may raise it, nothing lowers it.
  level smallint not null,
  -- Figures and codes as they last were, and the highest each number has been.
  facts jsonb not null,
  peaks jsonb not null,
  case_count integer not null,
  unit_id uuid,
  owner_id uuid,
  -- Level of the on-call list that has been called.
  called_level smallint not null,
  at timestamptz not null,
  first_seen_at timestamptz not null,
  last_at timestamptz not null,
  repeats integer not null,
  acknowledge_due_at timestamptz,
  -- Nobody took it in time, first here.
  late_since timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  verdict text,
  labelled_at timestamptz,
  snoozed_until timestamptz,
  cleared_at timestamptz,
  merged_into uuid,
  -- What its owner has still to be told: new, higher, called; null when told.
  tell text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id)
);
create unique index warning_open on warning (tenant_id, kind, key) where cleared_at is null;
create index warning_newest on warning (tenant_id, at desc, id desc);
create index warning_burns on warning (tenant_id, level desc, at desc) where cleared_at is null;
create index warning_owner on warning (tenant_id, owner_id) where cleared_at is null;
create index warning_tell on warning (tenant_id) where tell is not null;
create index warning_waits on warning (tenant_id, acknowledge_due_at) where cleared_at is null and acknowledged_at is null;

-- The rows behind it, the newest 200. No foreign key to the case: it would lock hundreds of cases in whatever order a sweep finds them, against
-- those who work on them; a case is never deleted but with its tenant.
create table warning_case (
  tenant_id uuid not null references tenant (id) on delete cascade,
  warning_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, warning_id, case_id),
  foreign key (tenant_id, warning_id) references warning (tenant_id, id) on delete cascade
);
create index warning_case_of on warning_case (tenant_id, case_id, at);

create table warning_contact (
  tenant_id uuid not null references tenant (id) on delete cascade,
  warning_id uuid not null,
  contact_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, warning_id, contact_id),
  foreign key (tenant_id, warning_id) references warning (tenant_id, id) on delete cascade
);

-- What happened to it, append-only; what a person wrote stands masked.
create table warning_event (
  tenant_id uuid not null references tenant (id) on delete cascade,
  warning_id uuid not null,
  no integer not null,
  kind text not null,
  at timestamptz not null,
  by_id uuid,
  facts jsonb not null,
  note text,
  primary key (tenant_id, warning_id, no),
  foreign key (tenant_id, warning_id) references warning (tenant_id, id) on delete cascade
);

-- 处置措施
create table warning_measure (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  warning_id uuid not null,
  text text not null,
  owner_id uuid not null,
  due_at timestamptz not null,
  made_at timestamptz not null,
  made_by uuid,
  done_at timestamptz,
  done_by uuid,
  result text,
  overdue_told_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, warning_id) references warning (tenant_id, id) on delete cascade,
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id)
);
create index warning_measure_of on warning_measure (tenant_id, warning_id);
create index warning_measure_due on warning_measure (tenant_id, due_at) where done_at is null;

-- 预警规则与预案: per kind, versions with the instant from which they count; before the first what was shipped.
create table warning_rule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index warning_rule_of on warning_rule (tenant_id, kind, effective_from desc);

create table warning_plan (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index warning_plan_of on warning_plan (tenant_id, kind, effective_from desc);

create index notice_of_warning on notice (tenant_id, (facts ->> 'warningId')) where facts ->> 'warningId' is not null;

-- 预警预算: single notices a person gets a day; what is over it is counted and told once.
create table warning_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  singles_a_day integer not null,
  version integer not null default 1,
  primary key (tenant_id)
);
create table warning_told (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  day date not null,
  singles integer not null,
  held integer not null,
  primary key (tenant_id, user_id, day)
);

-- 漏报: what broke out without a warning, written down by a person.
create table warning_miss (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  subject text not null,
  happened_at timestamptz not null,
  note text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id)
);
create index warning_miss_happened on warning_miss (tenant_id, happened_at);

-- 危机事件: the war room.
create table crisis (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  title text not null,
  warning_id uuid,
  lead_id uuid not null,
  at timestamptz not null,
  opened_by uuid,
  closed_at timestamptz,
  closed_by uuid,
  review text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, warning_id) references warning (tenant_id, id),
  foreign key (tenant_id, lead_id) references user_account (tenant_id, id)
);
create index crisis_newest on crisis (tenant_id, at desc, id desc);
create unique index crisis_of_warning on crisis (tenant_id, warning_id) where closed_at is null;

create table crisis_case (
  tenant_id uuid not null references tenant (id) on delete cascade,
  crisis_id uuid not null,
  case_id uuid not null,
  primary key (tenant_id, crisis_id, case_id),
  foreign key (tenant_id, crisis_id) references crisis (tenant_id, id) on delete cascade,
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index crisis_case_of on crisis_case (tenant_id, case_id);

create table crisis_event (
  tenant_id uuid not null references tenant (id) on delete cascade,
  crisis_id uuid not null,
  no integer not null,
  kind text not null,
  at timestamptz not null,
  by_id uuid,
  facts jsonb not null,
  note text,
  primary key (tenant_id, crisis_id, no),
  foreign key (tenant_id, crisis_id) references crisis (tenant_id, id) on delete cascade
);

-- Tasks of PR (pr), legal affairs (legal), risk control (risk), service (service).
create table crisis_task (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  crisis_id uuid not null,
  desk text not null,
  text text not null,
  owner_id uuid not null,
  due_at timestamptz not null,
  made_at timestamptz not null,
  made_by uuid,
  done_at timestamptz,
  done_by uuid,
  result text,
  primary key (tenant_id, id),
  foreign key (tenant_id, crisis_id) references crisis (tenant_id, id) on delete cascade,
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id)
);
create index crisis_task_of on crisis_task (tenant_id, crisis_id);

-- 声明: drafts and what became of them; approved by somebody else than the author, one at a time holds.
create table crisis_statement (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  crisis_id uuid not null,
  no integer not null,
  text text not null,
  author_id uuid not null,
  at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decision text,
  decision_note text,
  replaced_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, crisis_id, no),
  foreign key (tenant_id, crisis_id) references crisis (tenant_id, id) on delete cascade
);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall.
do $$
declare
  t uuid;
  given record;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    for given in select * from (values
      ('agent', array['warnings:read', 'contacts:register', 'contacts:read', 'care:handle']),
      ('handler', array['warnings:read', 'contacts:read', 'care:handle']),
      ('supervisor', array['warnings:read', 'warnings:handle', 'contacts:register', 'contacts:read', 'care:handle', 'crisis:manage']),
      ('quality', array['warnings:read', 'warnings:handle', 'warnings:manage', 'contacts:register', 'contacts:read']),
      ('manager', array['warnings:read', 'warnings:handle', 'warnings:manage', 'contacts:read', 'crisis:manage']),
      ('auditor', array['warnings:read', 'contacts:read'])
    ) as g (code, permissions) loop
      update role set permissions = permissions || array(select p from unnest(given.permissions) p where not p = any(permissions))
        where tenant_id = t and shipped and code = given.code;
    end loop;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
