-- 产品与地点名单: what a company calls its products and places, with other names for the same; found in complaints as entities.
create table name_list (
  tenant_id uuid not null references tenant (id) on delete cascade,
  kind text not null check (kind in ('product', 'place')),
  -- [{ name, aliases: [] }]
  names jsonb not null,
  version integer not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id, kind)
);
