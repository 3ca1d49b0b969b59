-- 渠道账号: where messages to and from customers go through; settings with their secrets and what a door remembers are encrypted.
create table channel_account (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  door text not null,
  name text not null,
  settings_cipher bytea not null,
  is_open boolean not null,
  -- A cursor, a token with its end: what the door must not forget.
  state_cipher bytea,
  last_ok_at timestamptz,
  last_error text,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references user_account (tenant_id, id)
);
create index channel_account_door on channel_account (tenant_id, door) where is_open;

-- 会话: which conversation outside belongs to which case; several cases may have come out of one.
create table case_thread (
  tenant_id uuid not null references tenant (id) on delete cascade,
  door text not null,
  account_id uuid,
  -- Keyed hash of door, account and the thread as the door names it.
  thread_hash bytea not null,
  case_id uuid not null,
  address_cipher bytea not null,
  thread_cipher bytea not null,
  at timestamptz not null,
  -- What comes in it belongs to the case; answers go where they went.
  takes_no_answers boolean not null default false,
  primary key (tenant_id, thread_hash, case_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade,
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id)
);
create index case_thread_case on case_thread (tenant_id, case_id);

-- 收件: what a door handed over, so that nothing is taken twice.
create table received_item (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Keyed hash of door, account and the other side's id.
  item_hash bytea not null,
  case_id uuid,
  at timestamptz not null,
  primary key (tenant_id, item_hash)
);

-- 对客消息: what customers are told, kept as it went out.
create table outgoing_message (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- One occasion is told once.
  occasion text,
  case_id uuid,
  customer_id uuid,
  kind text not null,
  template_version_id uuid,
  language text not null,
  door text not null,
  account_id uuid,
  to_cipher bytea not null,
  to_hash bytea not null,
  to_masked text not null,
  thread_cipher bytea,
  -- { subject, text }
  words_cipher bytea not null,
  -- waiting · held · sent · failed · dropped
  state text not null,
  -- Goes out in quiet hours too, and is not counted.
  urgent boolean not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  -- Until then a worker has it.
  claimed_until timestamptz,
  tries smallint not null default 0,
  sent_at timestamptz,
  external_id text,
  last_error text,
  unsubscribe_hash bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create unique index outgoing_message_occasion on outgoing_message (tenant_id, occasion) where occasion is not null;
create index outgoing_message_due on outgoing_message (tenant_id, due_at) where state = 'waiting';
create index outgoing_message_case on outgoing_message (tenant_id, case_id, created_at desc);
create index outgoing_message_log on outgoing_message (tenant_id, created_at desc, id desc);
create index outgoing_message_to on outgoing_message (tenant_id, to_hash, created_at desc);
create unique index outgoing_message_unsubscribe on outgoing_message (tenant_id, unsubscribe_hash) where unsubscribe_hash is not null;

-- 模板: words by event and language, version by version; where a tenant has none, those shipped with the product speak.
create table message_template (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  language text not null,
  no integer not null,
  subject text not null,
  body text not null,
  -- waiting · inForce · refused · replaced
  state text not null,
  written_by uuid,
  written_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  primary key (tenant_id, id),
  unique (tenant_id, kind, language, no),
  foreign key (tenant_id, written_by) references user_account (tenant_id, id),
  foreign key (tenant_id, decided_by) references user_account (tenant_id, id)
);
create unique index message_template_in_force on message_template (tenant_id, kind, language) where state = 'inForce';

create table outgoing_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Minutes of the day in the tenant's zone; equal: no quiet hours.
  quiet_from smallint not null,
  quiet_to smallint not null,
  most_a_day smallint not null,
  needs_approval boolean not null,
  kinds_off text[] not null,
  -- contact · complaint
  unknown_reply text not null,
  version integer not null default 1,
  primary key (tenant_id)
);

-- 退订: who wants no surveys and the like any more.
create table message_refusal (
  tenant_id uuid not null references tenant (id) on delete cascade,
  to_hash bytea not null,
  to_cipher bytea not null,
  door text not null,
  at timestamptz not null,
  primary key (tenant_id, to_hash)
);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['channels:manage']
      where tenant_id = t and shipped and code = 'administrator' and not 'channels:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
