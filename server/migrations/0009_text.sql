-- What the machine read out of a text of a case, by the event it belongs to: codes, numbers and spans of the masked copy, never words.
create table case_analysis (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  event_no integer not null,
  at timestamptz not null,
  -- The tenant's own model that named the category; none: seed words.
  model_id uuid,
  result jsonb not null,
  primary key (tenant_id, case_id, event_no),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

-- 阶段经过: each change after registration with who, when and why; the first level stands in the analysis of the complaint.
create table case_stage (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  event_no integer not null,
  from_level smallint,
  level smallint not null,
  reasons jsonb not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, case_id, event_no),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

-- What a person said in the place of the machine, or in agreement with it.
create table analysis_correction (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  -- The event whose text it is about, and the event by which it was said.
  event_no integer not null,
  said_no integer not null,
  field text not null,
  proposed jsonb,
  given jsonb,
  agreed boolean not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, said_no, field),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

create table learning_run (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  state text not null,
  step text not null,
  progress real not null,
  asked_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  results jsonb not null default '[]',
  primary key (tenant_id, id)
);
create index learning_run_newest on learning_run (tenant_id, created_at desc, id desc);
-- One at a time; who asks while one waits gets that one.
create unique index learning_run_at_work on learning_run (tenant_id) where state in ('queued', 'running');

-- A tenant's own trained weights with their card. Weights of hashed character n-grams tell nobody's words and name no person.
create table text_model (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  head text not null,
  run_id uuid not null,
  trained_at timestamptz not null,
  trained_on integer not null,
  quality jsonb not null,
  card jsonb not null,
  weights bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, run_id) references learning_run (tenant_id, id)
);
create index text_model_head on text_model (tenant_id, head, trained_at desc);

-- Which model was put into service when, by whom and why; the last row of a head counts. No model: what is shipped.
create table text_model_service (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  head text not null,
  model_id uuid,
  at timestamptz not null,
  by_id uuid,
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, model_id) references text_model (tenant_id, id)
);
create index text_model_service_last on text_model_service (tenant_id, head, at desc, id desc);

-- The cases a model learns from: a person named or confirmed their category.
create index complaint_case_labelled on complaint_case (tenant_id, received_at desc, id desc) where category_confirmed and erased_at is null;

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall; the administrator has every permission by itself.
do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array(select p from unnest(array['text:read', 'text:manage']) p where p <> all(permissions))
      where tenant_id = t and shipped and code = 'quality';
    update role set permissions = permissions || array['text:read']
      where tenant_id = t and shipped and code in ('supervisor', 'manager', 'auditor') and not 'text:read' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
