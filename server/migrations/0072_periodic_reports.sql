-- 定期报告: daily, weekly, monthly reports, regulator packs and board pages with everything they are made of.

-- 模板: each change is a version; no row: as shipped.
create table report_template (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- daily · weekly · monthly · regulator · board
  kind text not null,
  version integer not null,
  content jsonb not null,
  at timestamptz not null,
  by uuid,
  primary key (tenant_id, kind, version),
  foreign key (tenant_id, by) references user_account (tenant_id, id)
);

-- 定时发送
create table report_schedule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  language text not null,
  active boolean not null,
  -- The n-th working day of the period after; of daily briefs every working day.
  working_day smallint not null,
  at_minutes smallint not null,
  role_ids uuid[] not null,
  -- Addresses outside, as JSON.
  outside_cipher bytea,
  formats text[] not null,
  made_at timestamptz not null,
  made_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, made_by) references user_account (tenant_id, id)
);

create table report_mail_settings (
  tenant_id uuid not null references tenant (id) on delete cascade,
  outside_allowed boolean not null,
  -- file · link
  sends text not null,
  version integer not null default 1,
  primary key (tenant_id)
);

create table periodic_report (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  language text not null,
  zone text not null,
  from_day date not null,
  to_day date not null,
  -- Both included; what the figures are held against.
  before_from_day date not null,
  before_to_day date not null,
  template_version integer not null,
  template jsonb not null,
  -- waiting · making · ready · failed
  state text not null,
  progress real not null default 0,
  -- Up to which event of the feed it is counted, and everything that was counted: it can be written again the same at any time.
  sequence bigint,
  facts jsonb,
  asked_at timestamptz not null,
  asked_by uuid,
  schedule_id uuid,
  made_at timestamptz,
  deleted_at timestamptz,
  deleted_by uuid,
  delete_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, asked_by) references user_account (tenant_id, id),
  foreign key (tenant_id, deleted_by) references user_account (tenant_id, id),
  foreign key (tenant_id, schedule_id) references report_schedule (tenant_id, id) on delete set null (schedule_id)
);
create index periodic_report_newest on periodic_report (tenant_id, asked_at desc, id desc) where deleted_at is null;
-- A schedule asks for a period once.
create unique index periodic_report_scheduled on periodic_report (tenant_id, schedule_id, to_day) where schedule_id is not null;

-- 发送记录
create table report_mail (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  report_id uuid not null,
  -- A colleague, or an address outside.
  user_id uuid,
  address_cipher bytea,
  formats text[] not null,
  -- waiting · sent · failed
  state text not null,
  tries smallint not null default 0,
  error text,
  at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references periodic_report (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create index report_mail_of_report on report_mail (tenant_id, report_id, at);

-- Who reads reports, and who makes them and writes their templates.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['reports:read']
      where tenant_id = t and shipped and code in ('administrator', 'supervisor', 'quality', 'manager', 'auditor')
        and not 'reports:read' = any(permissions);
    update role set permissions = permissions || array['reports:manage']
      where tenant_id = t and shipped and code in ('administrator', 'quality', 'manager') and not 'reports:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
