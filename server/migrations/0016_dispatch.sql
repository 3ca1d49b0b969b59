-- 派单与返回: disputes over whose a case is, limits of co-handling tasks, and how often a case may be sent back.

alter table complaint_case add column disputed boolean not null default false, add column bound_unit_id uuid;

alter table task add column limit_amount integer, add column limit_unit text, add column breached_at timestamptz;
create index task_newest on task (tenant_id, unit_id, created_at desc, id desc);
create index dispatch_newest on dispatch (tenant_id, unit_id, at desc, id desc);
create index dispatch_at on dispatch (tenant_id, at);

-- 争议: the unit says it is not its own, or it was sent back once too often; the texts stand under the events' numbers.
create table dispatch_dispute (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  unit_id uuid not null,
  cause text not null,
  state text not null,
  decided_no integer,
  decided_at timestamptz,
  decided_by uuid,
  decided_unit_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create unique index dispatch_dispute_open on dispatch_dispute (tenant_id, case_id) where state = 'open';
create index dispatch_dispute_case on dispatch_dispute (tenant_id, case_id);
create index dispatch_dispute_newest on dispatch_dispute (tenant_id, state, at desc, id desc);

-- No row: as shipped.
create table dispatch_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  send_back_limit integer not null,
  version integer not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id)
);

-- Roles as they were shipped: 合作方 sees its own tasks and nothing else; supervisors decide disputes.
do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = array['tasks:handle'] where tenant_id = t and shipped and code = 'partner';
    update role set permissions = permissions || array['tasks:handle']
      where tenant_id = t and shipped and code = 'handler' and not 'tasks:handle' = any(permissions);
    update role set permissions = permissions || array['disputes:decide']
      where tenant_id = t and shipped and code in ('supervisor', 'manager') and not 'disputes:decide' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
