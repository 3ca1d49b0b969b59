alter table cycle_fact
  -- 根因 that was named last in the cycle.
  add column cause text,
  -- 流转: between whom the case went in the cycle, each way once: `from>to`, both a unit or `desk`.
  add column flows text[] not null default '{}';
-- Complaints by weekday and hour, by category and node: found without reading every fact.
create index cycle_fact_received on cycle_fact (tenant_id, began_at) include (category, node) where cycle = 1;

do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    -- What is kept of each cycle has grown: everything is counted anew by the job.
    insert into measure_state (tenant_id, zone, asked_at) select t, zone, now() from tenant where id = t
      on conflict (tenant_id) do update set asked_at = excluded.asked_at;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
