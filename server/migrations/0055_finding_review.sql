-- Findings are reviewed with a permission of their own: whoever reviews what units return need not judge colleagues.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['findings:review']
      where tenant_id = t and shipped and code in ('supervisor', 'quality', 'manager') and not 'findings:review' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
