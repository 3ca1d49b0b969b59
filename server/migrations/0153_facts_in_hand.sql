-- In hand by handler, and whether customers stayed, without a look at a million rows.
create index cycle_fact_in_hand on cycle_fact (tenant_id, began_at) include (handler_id) where ended_at is null;
create index cycle_fact_stayed on cycle_fact (tenant_id, closed_at) include (customer_id, stayed) where stayed is not null;
