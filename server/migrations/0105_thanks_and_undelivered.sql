-- 感谢奖励 that awaits approval is counted among what awaits approval, but holds up no answer.
alter table complaint_case add column thanks_awaiting boolean not null default false;

update complaint_case c set thanks_awaiting = true
where exists (
  select 1 from remedy r
  where r.tenant_id = c.tenant_id and r.case_id = c.id and r.kind = 'thanks' and r.state = 'awaitingApproval'
);

-- What a messenger could not deliver is found by the messenger's own number.
create index outgoing_message_external on outgoing_message (tenant_id, account_id, external_id) where external_id is not null;
