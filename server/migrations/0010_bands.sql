-- Bands of each complaint's signature (text/src/similar): texts that say the same share at least one. At most 12 rows a case, found newest first, as ids
-- are in the order of registration. No foreign key to the case: twelve more look-ups a registration, for rows that are only ever joined to their case.
create table case_band (
  tenant_id uuid not null references tenant (id) on delete cascade,
  band integer not null,
  case_id uuid not null,
  primary key (tenant_id, band, case_id)
);

-- How common tokens are among all search texts and how many those are, as the last analyse saw it; runs as the owner, as the wall hides the statistics of walled tables.
create function common_tokens() returns table (token text, frequency real, texts real)
language sql stable security definer set search_path = public, pg_temp
as $$
  select t.token, t.frequency, c.reltuples
  from pg_stats s, pg_class c, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as t (token, frequency)
  where s.schemaname = 'public' and s.tablename = 'search_doc' and s.attname = 'tokens'
    and c.oid = 'public.search_doc'::regclass and t.token is not null
$$;
