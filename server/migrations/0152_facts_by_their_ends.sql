-- Overdue work and causes found are counted of the facts of a part of a day: without these the whole table was read.
create index cycle_fact_closure_ended on cycle_fact (tenant_id, closure_ended_at) where closure_ended_at is not null;
create index cycle_fact_caused on cycle_fact (tenant_id, caused_at) where caused_at is not null;
