-- With a tenant goes everything in it, its append-only records too: so the application may not delete one, and only this removes the
-- one tenant that holds nothing but invented complaints. Runs as owner; where the application signs in as owner, the owner gave up its
-- own right to delete from append-only tables and takes it back for this statement.
comment on table tenant is 'append-only except code, name, zone';

create function remove_demo_tenant(tenant_id uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  t record;
  removed boolean;
  taken_back text[] := '{}';
begin
  for t in
    select c.relname as name from pg_class c join pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
    where c.relnamespace = 'public'::regnamespace and d.description like 'append-only%' and not has_table_privilege(current_user, c.oid, 'DELETE')
  loop
    execute format('grant delete on public.%I to current_user', t.name);
    taken_back := taken_back || t.name::text;
  end loop;
  delete from public.tenant where id = remove_demo_tenant.tenant_id and demo;
  removed := found;
  for t in select unnest(taken_back) as name loop
    execute format('revoke delete on public.%I from current_user', t.name);
  end loop;
  return removed;
end $$;
