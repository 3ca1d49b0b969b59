alter table cycle_fact
  -- 在办 until: null while it is in hand.
  add column ended_at timestamptz,
  -- When the limit on closing was met or given up.
  add column closure_ended_at timestamptz;
-- What stands at a moment: what has not ended, or ended since.
create index cycle_fact_ended on cycle_fact (tenant_id, ended_at);
create index cycle_fact_closure_open on cycle_fact (tenant_id, closure_due_at) where closure_due_at is not null and closure_ended_at is null;

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
