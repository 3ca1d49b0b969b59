-- Migration 0140 asked for contacts of the days before without saying of which company, and so noted none.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    insert into topic_contact_due (tenant_id, contact_id, at)
    select k.tenant_id, k.id, k.at from contact k
    where k.tenant_id = t and k.verdict in ('latent', 'anonymous') and k.stage >= 2 and k.case_id is null and k.at > now() - interval '45 days'
      and not exists (select 1 from topic_contact c where c.tenant_id = k.tenant_id and c.contact_id = k.id)
    on conflict do nothing;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
