-- 升级规则: when a case is raised by itself, and how high; data of the tenant, counted from its effective date.
create table escalation_rule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  -- What it looks at (clock, stage, severity, reminders, repeats, sendBacks, regulator) and from which figure on.
  trigger text not null,
  regime text,
  at_least integer not null,
  to_level smallint not null,
  effective_from timestamptz not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id)
);

-- Each rule once a cycle, whether it still had something to raise or not.
create table escalation_fired (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  cycle integer not null,
  rule_id uuid not null,
  at timestamptz not null,
  raised boolean not null,
  primary key (tenant_id, case_id, cycle, rule_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, rule_id) references escalation_rule (tenant_id, id)
);

-- None: a person raised it.
alter table escalation add column rule_id uuid;
create index reminder_sender on reminder (tenant_id, case_id, at desc);

-- 督办: the unit's answer, and who closed it; texts stand in case_text under the events' numbers.
alter table supervision
  add column answered_at timestamptz,
  add column answered_by uuid,
  add column answer_no integer,
  add column ended_by uuid,
  add column end_no integer,
  add column overdue_told_at timestamptz;
create index supervision_open on supervision (tenant_id, at desc, id desc) where ended_at is null;
create index supervision_newest on supervision (tenant_id, at desc, id desc);

-- 值班表: who is called at a level; a row is a shift of every week (or of every day) between two dates, in the tenant's zone.
create table on_call_shift (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- None: for every unit.
  unit_id uuid,
  level smallint not null,
  user_id uuid not null,
  -- 1 Monday … 7 Sunday; none: every day.
  weekday smallint,
  -- Minutes after midnight; an end not after the start lies on the next day.
  from_minute smallint not null,
  to_minute smallint not null,
  valid_from date,
  valid_to date,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create index on_call_shift_level on on_call_shift (tenant_id, level);

create table workflow_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  staff_reminder_minutes integer not null,
  customer_reminder_minutes integer not null,
  version integer not null default 1,
  primary key (tenant_id)
);

-- 通知: what a person was told in the app. `key` names the occasion, so nothing is told twice; a digest counts many.
create table notice (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  key text not null,
  kind text not null,
  case_id uuid,
  at timestamptz not null,
  facts jsonb not null,
  read_at timestamptz,
  -- Still to be told by mail and robot.
  waits boolean not null,
  primary key (tenant_id, id),
  unique (tenant_id, user_id, key),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index notice_newest on notice (tenant_id, user_id, at desc, id desc);
create index notice_unread on notice (tenant_id, user_id) where read_at is null;
create index notice_waits on notice (tenant_id, user_id) where waits;

create table notice_preference (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  app boolean not null,
  mail boolean not null,
  robot boolean not null,
  mail_cipher bytea,
  quiet_from smallint,
  quiet_to smallint,
  version integer not null default 1,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);

-- 群机器人: address and secret lie encrypted, for whoever has them may write into the group.
create table robot (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  kind text not null,
  address_cipher bytea not null,
  secret_cipher bytea,
  unit_id uuid,
  active boolean not null,
  last_sent_at timestamptz,
  last_error text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

-- 汇总: what is sent outside at once, to a person by mail or to a group by its robot; sent once.
create table notice_digest (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid,
  robot_id uuid,
  at timestamptz not null,
  content jsonb not null,
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, robot_id) references robot (tenant_id, id) on delete cascade
);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall.
do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['escalation:manage']
      where tenant_id = t and shipped and code in ('supervisor', 'manager') and not 'escalation:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
