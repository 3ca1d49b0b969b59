-- What lies over the status: rows with who, when and why. Their texts stand in case_text under the event's number.

create table category (
  tenant_id uuid not null references tenant (id) on delete cascade,
  code text not null,
  name text not null,
  name_en text not null,
  active boolean not null default true,
  sort integer not null default 0,
  version integer not null default 1,
  primary key (tenant_id, code)
);

create table cause (
  tenant_id uuid not null references tenant (id) on delete cascade,
  code text not null,
  name text not null,
  name_en text not null,
  active boolean not null default true,
  sort integer not null default 0,
  version integer not null default 1,
  primary key (tenant_id, code)
);

create table process_version (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  category text,
  effective_from timestamptz not null,
  definition jsonb not null,
  primary key (tenant_id, id)
);

create table case_clock (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  regime text not null,
  step text not null,
  started_at timestamptz not null,
  due_at timestamptz,
  state text not null,
  paused_at timestamptz,
  paused_seconds bigint not null default 0,
  ended_at timestamptz,
  breached_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, cycle, regime, step),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

create table dispatch (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  unit_id uuid not null,
  handler_id uuid,
  state text not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  receipted_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index dispatch_case on dispatch (tenant_id, case_id);
create index dispatch_unit on dispatch (tenant_id, unit_id, case_id);

create table task (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  unit_id uuid not null,
  handler_id uuid,
  instructions text not null,
  result text,
  state text not null default 'open',
  due_at timestamptz,
  event_no integer not null,
  created_at timestamptz not null,
  created_by uuid,
  finished_at timestamptz,
  finished_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index task_case on task (tenant_id, case_id);
create index task_unit on task (tenant_id, unit_id, case_id);

create table suspension (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  expected_end_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create unique index suspension_open on suspension (tenant_id, case_id) where ended_at is null;

create table reminder (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  sender text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index reminder_case on reminder (tenant_id, case_id);

create table escalation (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  from_level smallint not null,
  to_level smallint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index escalation_case on escalation (tenant_id, case_id);

create table supervision (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  due_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index supervision_case on supervision (tenant_id, case_id);

create table extension (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  due_before timestamptz,
  due_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index extension_case on extension (tenant_id, case_id);

-- 返回: the unit's result, with the call centre's review (回访前审核) beside it.
create table unit_return (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  finding text not null,
  review text,
  reviewed_at timestamptz,
  reviewed_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index unit_return_case on unit_return (tenant_id, case_id);

create table remedy (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  kind text not null,
  amount_fen bigint not null,
  state text not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index remedy_case on remedy (tenant_id, case_id);
create index remedy_waiting on remedy (tenant_id, at) where state = 'awaitingApproval';

create table answer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index answer_case on answer (tenant_id, case_id);

create table follow_up (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  verdict text not null,
  satisfaction smallint,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index follow_up_case on follow_up (tenant_id, case_id);

create table root_cause (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  code text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, code) references cause (tenant_id, code)
);
create index root_cause_case on root_cause (tenant_id, case_id);
