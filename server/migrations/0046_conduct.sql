-- 行为限制: how a customer may reach us for a time, proposed by one person and examined by another; never anything about a case of theirs.
create table conduct_restriction (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  customer_id uuid not null,
  -- proposed · withdrawn · refused · inForce · ended
  state text not null,
  grade smallint not null,
  measures jsonb not null,
  -- The last day on which it holds.
  ends_on date not null,
  -- Masked: why, and why nothing milder would do.
  reason text not null,
  milder text,
  -- Signs with counts, points and ids of cases, as they were then.
  evidence jsonb not null,
  case_ids uuid[] not null,
  at timestamptz not null,
  by_id uuid not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  -- Masked.
  review_note text,
  ended_at timestamptz,
  ended_by uuid,
  -- date · lifted · appeal
  end_kind text,
  -- Masked.
  end_note text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index conduct_restriction_newest on conduct_restriction (tenant_id, at desc, id desc);
create index conduct_restriction_customer on conduct_restriction (tenant_id, customer_id, at desc);
create index conduct_restriction_ends on conduct_restriction (tenant_id, ends_on) where state = 'inForce';

-- 申诉: said by the customer on any way, decided by somebody who neither proposed nor examined.
create table conduct_appeal (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  restriction_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  channel text not null,
  -- Masked.
  reason text not null,
  decided_at timestamptz,
  decided_by uuid,
  -- upheld · shortened · lifted
  verdict text,
  -- Masked.
  note text,
  ends_on_before date,
  primary key (tenant_id, id),
  foreign key (tenant_id, restriction_id) references conduct_restriction (tenant_id, id)
);
create unique index conduct_appeal_open on conduct_appeal (tenant_id, restriction_id) where decided_at is null;
create index conduct_appeal_of on conduct_appeal (tenant_id, restriction_id, at);

-- 人员防护: staff were threatened over a case; who was called.
create table staff_protection (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  event_no integer not null,
  -- violence · stalking · atWork · damage
  threat text not null,
  at timestamptz not null,
  by_id uuid,
  called uuid[] not null,
  ended_at timestamptz,
  ended_by uuid,
  -- Masked.
  end_note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index staff_protection_case on staff_protection (tenant_id, case_id, at);
create unique index staff_protection_open on staff_protection (tenant_id, case_id) where ended_at is null;

-- Roles as they were shipped learn what is new, and 法务 is one more, tenant by tenant behind the wall.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['conduct:propose']
      where tenant_id = t and shipped and code in ('supervisor', 'quality', 'manager') and not 'conduct:propose' = any(permissions);
    update role set permissions = permissions || array['conduct:review']
      where tenant_id = t and shipped and code = 'manager' and not 'conduct:review' = any(permissions);
    insert into role (tenant_id, id, code, name, permissions, shipped)
      values (t, gen_random_uuid(), 'legal', '法务', array['cases:read', 'customers:read', 'identity:read', 'cases:note', 'warnings:read', 'conduct:review'], true)
      on conflict (tenant_id, code) do nothing;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
