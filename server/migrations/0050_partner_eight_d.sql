-- 8D 协同: what a partner firm is asked to answer of a report, in words meant for it alone.
create table partner_part (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  eight_d_id uuid not null,
  unit_id uuid not null,
  -- Without personal data.
  title text not null,
  brief text not null,
  at timestamptz not null,
  by_id uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawal text,
  primary key (tenant_id, id),
  foreign key (tenant_id, eight_d_id) references eight_d (tenant_id, id) on delete cascade,
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create unique index partner_part_of on partner_part (tenant_id, eight_d_id, unit_id) where withdrawn_at is null;
create index partner_part_firm on partner_part (tenant_id, unit_id, at desc, id desc);

create table partner_ask (
  tenant_id uuid not null references tenant (id) on delete cascade,
  part_id uuid not null,
  discipline text not null check (discipline in ('containment', 'cause', 'chosen', 'implemented', 'prevention')),
  due_on date not null,
  state text not null check (state in ('asked', 'answered', 'returned', 'accepted')),
  primary key (tenant_id, part_id, discipline),
  foreign key (tenant_id, part_id) references partner_part (tenant_id, id) on delete cascade
);

create table partner_answer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  part_id uuid not null,
  discipline text not null,
  round smallint not null,
  -- Masked.
  text text not null,
  at timestamptz not null,
  -- The day of the tenant's zone it was given on.
  answered_on date not null,
  by_id uuid,
  verdict text check (verdict in ('accepted', 'returned')),
  reason text,
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, discipline, round),
  foreign key (tenant_id, part_id, discipline) references partner_ask (tenant_id, part_id, discipline) on delete cascade
);

create table partner_file (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  part_id uuid not null,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  storage_name text not null,
  at timestamptz not null,
  by_id uuid,
  from_partner boolean not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references partner_part (tenant_id, id) on delete cascade
);
create index partner_file_of on partner_file (tenant_id, part_id, at);
-- Whose actions of a report are a firm's.
create index action_unit on action (tenant_id, unit_id) where unit_id is not null;

do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['eightD:answer']
      where tenant_id = t and shipped and code = 'partner' and not 'eightD:answer' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
