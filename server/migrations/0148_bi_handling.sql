-- A unit's own time is a fact BI tools count, too.
create or replace view bi.cycles with (security_barrier) as
  select case_id, cycle, origin, channel, category, product, node, region, severity, unit_id, began_at, accepted_at, contacted_at, contact_seconds,
    contact_due_at, contact_in_time, closure_due_at, closure_done, closure_in_time, dispatched_at, dispatches, send_backs, moves, answered_at,
    on_the_spot, came_again, escalated_at, escalation_level, outside_at, found_at, finding, review_found_at, overturned, caused_at, claimed_fen,
    granted_fen, granted_at, remedies, remedies_over_limit, asked_at, satisfaction, low_score, recovered, closed_at, resolution_seconds,
    resolution_seconds_with_rest, reopened, repeats, own_seconds, own_fen, outside_fen,
    thanks_fen, cause, customer_id, handler_id, process_version_id, stayed, ended_at, closure_ended_at,
    handling_due_at, handling_in_time
  from cycle_fact where tenant_id = (select bi.own_tenant());
