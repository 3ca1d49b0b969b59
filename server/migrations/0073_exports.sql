-- 导出: a table of rows that somebody asked for; the record of it stands in the audit.
create table data_export (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Person or API token.
  made_by uuid not null,
  what text not null,
  -- Blanked when it is over: a search may name a phone.
  query jsonb not null,
  format text not null,
  language text not null,
  in_full boolean not null,
  reason text,
  state text not null,
  rows bigint not null,
  expected bigint not null,
  cancelled boolean not null,
  made_at timestamptz not null,
  moved_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create index data_export_made on data_export (tenant_id, made_at);

-- Who may take rows along: those who lead, improve or administer.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['exports:make']
      where tenant_id = t and shipped and code in ('administrator', 'supervisor', 'quality', 'manager') and not 'exports:make' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
