alter table cycle_fact
  -- The limit on handling of the unit that had it last.
  add column handling_due_at timestamptz,
  add column handling_in_time boolean not null default false;
create index cycle_fact_handling_due on cycle_fact (tenant_id, handling_due_at) where handling_due_at is not null;

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
