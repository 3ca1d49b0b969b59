-- 在线客服设置: which sites may show the window, whose hours count, how silence ends a chat. As shipped where there is no row.
create table chat_setting (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  definition jsonb not null,
  version integer not null default 1,
  at timestamptz not null,
  by_id uuid
);

-- 会话: one talk of a visitor with us. Who they are is what they left, sealed; the token in their window is kept as a hash.
create table chat (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  visitor_hash bytea not null,
  address_hash bytea not null,
  -- The page the window stands on: scheme and host alone.
  site text,
  language text not null,
  -- question · complaint · person
  choice text not null,
  -- automatic · waiting · live · ended
  state text not null,
  opened_at timestamptz not null,
  waiting_at timestamptz,
  taken_at timestamptz,
  ended_at timestamptz,
  -- visitor · staff · silence
  ended_by text,
  -- Why a person comes at once, as codes of signals.
  urgent text[] not null default '{}',
  group_id uuid,
  agent_id uuid,
  last_no integer not null default 0,
  visitor_at timestamptz not null,
  -- Set while the last word is ours: from then on silence counts.
  our_word_at timestamptz,
  silence_asked_at timestamptz,
  emotion smallint,
  stage smallint,
  details_cipher bytea,
  customer_id uuid,
  case_id uuid,
  contact_id uuid,
  -- The contact is stored, or there was nothing to store.
  kept_at timestamptz,
  score smallint,
  scored_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade,
  foreign key (tenant_id, agent_id) references user_account (tenant_id, id)
);
create unique index chat_open on chat (tenant_id, visitor_hash) where state <> 'ended';
create index chat_visitor on chat (tenant_id, visitor_hash, opened_at desc);
create index chat_address on chat (tenant_id, address_hash, opened_at desc);
create index chat_unended on chat (tenant_id, state, waiting_at) where state <> 'ended';
create index chat_newest on chat (tenant_id, opened_at desc, id desc);
create index chat_taken on chat (tenant_id, taken_at) where taken_at is not null;
create index chat_to_keep on chat (tenant_id, ended_at) where state = 'ended' and kept_at is null;
create index chat_case on chat (tenant_id, case_id) where case_id is not null;

create table chat_file (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  chat_id uuid not null,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  storage_name text not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, chat_id) references chat (tenant_id, id) on delete cascade
);
create index chat_file_of on chat_file (tenant_id, chat_id);

-- Said, sent or noticed, in the order of numbers; the same client id again is the same message.
create table chat_message (
  tenant_id uuid not null references tenant (id) on delete cascade,
  chat_id uuid not null,
  no integer not null,
  client_id uuid not null,
  at timestamptz not null,
  -- customer · staff · automatic
  said_by text not null,
  by_id uuid,
  -- text · file · notice · note · answer
  kind text not null,
  notice text,
  facts jsonb not null default '{}',
  masked text,
  cipher bytea,
  file_id uuid,
  reading jsonb,
  primary key (tenant_id, chat_id, no),
  foreign key (tenant_id, chat_id) references chat (tenant_id, id) on delete cascade,
  foreign key (tenant_id, file_id) references chat_file (tenant_id, id)
);
create unique index chat_message_client on chat_message (tenant_id, chat_id, client_id);
create index chat_message_sealed on chat_message (tenant_id, chat_id, no) where cipher is not null;

-- 转接: who gave a talk to whom, with what word.
create table chat_handover (
  tenant_id uuid not null references tenant (id) on delete cascade,
  chat_id uuid not null,
  no integer not null,
  at timestamptz not null,
  from_id uuid,
  to_id uuid,
  to_group_id uuid,
  -- Masked.
  note text not null,
  primary key (tenant_id, chat_id, no),
  foreign key (tenant_id, chat_id) references chat (tenant_id, id) on delete cascade
);

-- 接待状态: who takes chats now, and how many at once.
create table chat_desk (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  -- present · away
  presence text not null,
  capacity smallint not null,
  at timestamptz not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);

-- Roles as they were shipped learn to answer chats, tenant by tenant behind the wall; the administrator has every permission by itself.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['chats:answer']
      where tenant_id = t and shipped and code in ('agent', 'supervisor') and not 'chats:answer' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
