-- 只读视图: what tools of the company (BI) read. Owned by the owner of the tables; each shows the tenant of the role that signed in, and nobody's name,
-- number or words.
create schema bi;

-- Whose rows a role of the database reads. Outside the tenants: found before the tenant is known.
create table bi.reader (
  role name primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  granted_at timestamptz not null
);

-- session_user: no `set role` and no setting changes it.
create function bi.own_tenant() returns uuid language sql stable security definer set search_path = bi, pg_temp
  as $$ select tenant_id from bi.reader where role = session_user $$;

-- Views read as the owner, whom the wall keeps out as everybody else: it opens to them for the reader's own tenant alone.
do $$
declare t text;
begin
  foreach t in array array['complaint_case', 'case_event', 'case_clock', 'cycle_fact', 'measure_count', 'measure_state', 'action', 'survey', 'unit', 'category'] loop
    execute format('create policy bi_reading on %I for select to current_user using (tenant_id = (select bi.own_tenant()))', t);
  end loop;
end $$;

create view bi.units with (security_barrier) as
  select id as unit_id, parent_id, code, name, kind, active from unit where tenant_id = (select bi.own_tenant());

create view bi.categories with (security_barrier) as
  select code as category, name, name_en, active from category where tenant_id = (select bi.own_tenant());

create view bi.cases with (security_barrier) as
  select id as case_id, number, status, cycle, origin, channel, received_at, registered_at, accepted_at, closed_at, category, category_confirmed,
    severity, stage, priority, emotion, finding, product, node, region, amount_fen, complainant_kind, unit_id, due_at, breached_at,
    suspended_at is not null as suspended, escalation_level, duplicate_of is not null as duplicate, merged_into, send_backs, transfers, reworks,
    reminders, root_cause
  from complaint_case where tenant_id = (select bi.own_tenant()) and erased_at is null;

create view bi.cycles with (security_barrier) as
  select case_id, cycle, origin, channel, category, product, node, region, severity, unit_id, began_at, accepted_at, contacted_at, contact_seconds,
    contact_due_at, contact_in_time, closure_due_at, closure_done, closure_in_time, dispatched_at, dispatches, send_backs, moves, answered_at,
    on_the_spot, came_again, escalated_at, escalation_level, outside_at, found_at, finding, review_found_at, overturned, caused_at, claimed_fen,
    granted_fen, granted_at, remedies, remedies_over_limit, asked_at, satisfaction, low_score, recovered, closed_at, resolution_seconds,
    resolution_seconds_with_rest, reopened, repeats, own_seconds, own_fen, outside_fen
  from cycle_fact where tenant_id = (select bi.own_tenant());

create view bi.events with (security_barrier) as
  select case_id, no, cycle, kind, at, seq from case_event where tenant_id = (select bi.own_tenant());

create view bi.clocks with (security_barrier) as
  select id as clock_id, case_id, cycle, regime, step, rule_code, unit, amount, started_at, due_at, state, paused_seconds, ended_at, breached_at
  from case_clock where tenant_id = (select bi.own_tenant());

create view bi.actions with (security_barrier) as
  select id as action_id, kind, state, round, unit_id, due_on, cause, at, done_on, after_from, after_to, verdict, judged_at
  from action where tenant_id = (select bi.own_tenant());

create view bi.satisfaction with (security_barrier) as
  select id as survey_id, case_id, cycle, state, at, asked_at, answered_at, solved, satisfaction, nps
  from survey where tenant_id = (select bi.own_tenant());

create view bi.daily_counts with (security_barrier) as
  select m.fact_set, m.cut, m.key, m.day, m.count, m.total
  from measure_count m left join measure_state s on s.tenant_id = m.tenant_id
  where m.tenant_id = (select bi.own_tenant()) and m.generation = coalesce(s.generation, 1) and m.count <> 0;
