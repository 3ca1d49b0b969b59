-- What is about to burn: rows that still stand and are past their time.
create index suspension_past_end on suspension (tenant_id, expected_end_at) where ended_at is null;
create index supervision_past_due on supervision (tenant_id, due_at) where ended_at is null and due_at is not null;
create index task_past_due on task (tenant_id, due_at) where state = 'open' and due_at is not null;
