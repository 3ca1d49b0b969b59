-- 绩效 and measures by the day of the answer (facts of the first cycle) are found without reading every cycle.
create index cycle_fact_answered on cycle_fact (tenant_id, answered_at) where answered_at is not null and cycle = 1;
-- Parts of a merged case are told with it.
create index complaint_case_parts on complaint_case (tenant_id, merged_into) where merged_into is not null;
-- Raw mails whose time is over.
create index incoming_mail_decided on incoming_mail (tenant_id, account_id, decided_at) where storage_name is not null;
