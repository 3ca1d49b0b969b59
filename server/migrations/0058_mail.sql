-- 信箱: how far a mailbox has been read, and which worker reads it.
create table mailbox_position (
  tenant_id uuid not null references tenant (id) on delete cascade,
  account_id uuid not null,
  -- Of the folder as it is; another one: the server has numbered its mails anew.
  uid_validity bigint not null,
  last_uid bigint not null,
  read_at timestamptz not null,
  lease_by text,
  lease_until timestamptz,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id) on delete cascade
);

-- 来信: every mail as it came, before anything is done with it. The raw mail lies in the file store under a key of its own.
create table incoming_mail (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  account_id uuid not null,
  uid_validity bigint not null,
  uid bigint not null,
  -- At the mail server.
  received_at timestamptz not null,
  stored_at timestamptz not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  -- null: deleted.
  storage_name text,
  raw_key_cipher bytea,
  -- Only the head was fetched: the mail is too large.
  is_head_only boolean not null default false,
  -- received · processed · quarantined · ignored · failed · deleted
  state text not null,
  -- Why it is not processed, or what kind of mail it was, as a code.
  reason text,
  tries smallint not null default 0,
  next_try_at timestamptz,
  message_id_hash bytea,
  sender_hash bytea,
  -- Masked, for lists.
  sender_masked text,
  subject_masked text,
  -- { from, name, to, subject, messageId, references }
  head_cipher bytea,
  file_count smallint,
  thread text,
  -- No machine may answer it.
  no_automatic_answer boolean not null default false,
  case_id uuid,
  decided_at timestamptz,
  -- null: decided by the rules.
  decided_by uuid,
  -- Masked.
  decision_reason text,
  primary key (tenant_id, id),
  unique (tenant_id, account_id, uid_validity, uid),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete set null (case_id),
  foreign key (tenant_id, decided_by) references user_account (tenant_id, id)
);
create index incoming_mail_to_process on incoming_mail (tenant_id, stored_at, id) where state = 'received';
create index incoming_mail_list on incoming_mail (tenant_id, state, stored_at desc, id desc);
create index incoming_mail_newest on incoming_mail (tenant_id, stored_at desc, id desc);
create index incoming_mail_message on incoming_mail (tenant_id, message_id_hash) where message_id_hash is not null;
create index incoming_mail_sender on incoming_mail (tenant_id, sender_hash, decided_at) where state = 'processed';
create index incoming_mail_thread on incoming_mail (tenant_id, thread, decided_at desc) where thread is not null;
create index incoming_mail_case on incoming_mail (tenant_id, case_id) where case_id is not null;

-- 会话参与人: who has written in a thread or has been written to.
create table mail_participant (
  tenant_id uuid not null references tenant (id) on delete cascade,
  thread text not null,
  -- Keyed with mail_key.
  address_hash bytea not null,
  at timestamptz not null,
  primary key (tenant_id, thread, address_hash)
);

-- What thread tokens are signed and addresses hashed with; of its own, so that tokens in people's mailboxes outlive a rotation of keys.
create table mail_key (
  tenant_id uuid not null references tenant (id) on delete cascade,
  key_cipher bytea not null,
  primary key (tenant_id)
);

-- Who looks at held mail: those who run the call centre, and administrators.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['mails:review']
      where tenant_id = t and shipped and code in ('administrator', 'supervisor') and not 'mails:review' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
