-- Migration 0105 marked them without saying of which company, and so none.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update complaint_case c set thanks_awaiting = true
    where not c.thanks_awaiting and exists (
      select 1 from remedy r
      where r.tenant_id = c.tenant_id and r.case_id = c.id and r.kind = 'thanks' and r.state = 'awaitingApproval'
    );
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
