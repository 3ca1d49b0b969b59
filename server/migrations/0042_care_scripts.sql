-- 回访话术: a company's own words for care calls, by language and state of mind; the newest holds, before the first what was shipped.
create table care_script (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  language text not null check (language in ('zh', 'en')),
  mindset text not null check (mindset in ('vent', 'respect', 'compensation', 'none')),
  -- sentences by step of LSCIA
  steps jsonb not null,
  avoid jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index care_script_newest on care_script (tenant_id, language, mindset, made_at desc, id desc);
