-- 经验: what one unit learnt and others should know; without personal data.
create table lesson (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  title text not null,
  text text not null,
  from_unit_id uuid,
  at timestamptz not null,
  by_id uuid,
  case_id uuid,
  action_id uuid,
  cause text,
  unit_ids uuid[] not null,
  withdrawn_at timestamptz,
  withdrawal text,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, action_id) references action (tenant_id, id)
);
create index lesson_newest on lesson (tenant_id, at desc, id desc);
create index lesson_units on lesson using gin (unit_ids);

-- 已读回执
create table lesson_read (
  tenant_id uuid not null references tenant (id) on delete cascade,
  lesson_id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, lesson_id, user_id),
  foreign key (tenant_id, lesson_id) references lesson (tenant_id, id) on delete cascade
);

create table lesson_answer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  lesson_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('changed', 'tellCustomers', 'noted')),
  text text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, lesson_id) references lesson (tenant_id, id) on delete cascade
);
create index lesson_answer_of on lesson_answer (tenant_id, lesson_id, at);
