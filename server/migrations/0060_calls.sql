-- 分机: whose telephone rings. `changed` grows with every piece of news for this person, so that an open page notices.
create table call_extension (
  tenant_id uuid not null references tenant (id) on delete cascade,
  extension text not null,
  user_id uuid not null,
  changed integer not null default 0,
  primary key (tenant_id, extension),
  unique (tenant_id, user_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);

create table call_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Choices of the voice menu that mean a complaint, and the skill group whose telephones ring for them.
  complaint_choices text[] not null,
  complaint_group_id uuid,
  version integer not null default 1,
  primary key (tenant_id)
);

-- 来电: one call of the telephone system; what is known of it follows from its events, in whatever order they came.
create table phone_call (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- As the telephone system names it.
  external_id text not null,
  direction text not null,
  number_cipher bytea,
  number_hash bytea,
  number_masked text,
  -- Known by the whole number, where only one customer has it.
  customer_id uuid,
  choice text,
  is_complaint boolean not null default false,
  extension text,
  agent_id uuid,
  -- ringing · answered · held · ended
  state text not null,
  at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  -- When something was heard of it last.
  heard_at timestamptz not null,
  is_missed boolean not null default false,
  recording_cipher bytea,
  -- What was said, until it is stored as a contact.
  turns_cipher bytea,
  contact_id uuid,
  called_back_at timestamptz,
  called_back_by uuid,
  -- Masked.
  call_back_note text,
  primary key (tenant_id, id),
  unique (tenant_id, external_id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, agent_id) references user_account (tenant_id, id),
  foreign key (tenant_id, called_back_by) references user_account (tenant_id, id)
);
create index phone_call_newest on phone_call (tenant_id, at desc, id desc);
create index phone_call_agent on phone_call (tenant_id, agent_id, at desc, id desc);
create index phone_call_number on phone_call (tenant_id, number_hash, at desc) where number_hash is not null;
create index phone_call_live on phone_call (tenant_id, heard_at) where state <> 'ended';
create index phone_call_missed on phone_call (tenant_id, at desc, id desc) where is_missed and called_back_at is null;
create index phone_call_customer on phone_call (tenant_id, customer_id, at desc) where customer_id is not null;

create table call_event (
  tenant_id uuid not null references tenant (id) on delete cascade,
  call_id uuid not null,
  kind text not null,
  at timestamptz not null,
  extension text not null,
  heard_at timestamptz not null,
  primary key (tenant_id, call_id, kind, at, extension),
  foreign key (tenant_id, call_id) references phone_call (tenant_id, id) on delete cascade
);

-- Which cases a call was about.
create table call_case (
  tenant_id uuid not null references tenant (id) on delete cascade,
  call_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, call_id, case_id),
  foreign key (tenant_id, call_id) references phone_call (tenant_id, id) on delete cascade,
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index call_case_of on call_case (tenant_id, case_id, at desc);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['calls:handle']
      where tenant_id = t and shipped and code in ('agent', 'supervisor', 'administrator') and not 'calls:handle' = any(permissions);
    update role set permissions = permissions || array['calls:read']
      where tenant_id = t and shipped and code in ('supervisor', 'quality', 'manager', 'administrator', 'auditor') and not 'calls:read' = any(permissions);
    update role set permissions = permissions || array['calls:report']
      where tenant_id = t and shipped and code = 'administrator' and not 'calls:report' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
