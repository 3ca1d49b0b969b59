create table unit (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  parent_id uuid,
  code text not null,
  name text not null,
  kind text not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references unit (tenant_id, id)
);

create table role (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  code text not null,
  name text not null,
  permissions text[] not null,
  shipped boolean not null default false,
  remedy_limit_fen bigint not null default 0,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table user_account (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  username text not null,
  name text not null,
  password_hash text,
  unit_id uuid,
  active boolean not null default true,
  totp_secret_cipher bytea,
  totp_confirmed boolean not null default false,
  totp_last_step bigint,
  recovery_code_hashes text[] not null default '{}',
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, username),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);

create table user_role (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  role_id uuid not null,
  primary key (tenant_id, user_id, role_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade,
  foreign key (tenant_id, role_id) references role (tenant_id, id)
);

-- Membership in another tenant of the organisation: this user is that user there.
create table membership (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  other_tenant_id uuid not null references tenant (id) on delete cascade,
  other_user_id uuid not null,
  primary key (tenant_id, user_id, other_tenant_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);

create table session (
  tenant_id uuid not null references tenant (id) on delete cascade,
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);
create index session_by_user on session (tenant_id, user_id);
create index session_expiry on session (tenant_id, expires_at);

create table api_token (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  token_hash bytea not null,
  name text not null,
  permissions text[] not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, created_by) references user_account (tenant_id, id)
);

-- Append-only record of what people did outside a case's own timeline: sign-ins, reveals, changed rights.
create table audit_record (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor_id uuid,
  subject_id uuid,
  facts jsonb not null default '{}',
  reason text,
  primary key (tenant_id, id)
);
comment on table audit_record is 'append-only';
