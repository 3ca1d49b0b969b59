-- How much each handler closed, of the index alone.
drop index cycle_fact_closed;
create index cycle_fact_closed on cycle_fact (tenant_id, closed_at) include (resolution_seconds, handler_id) where closed_at is not null;
