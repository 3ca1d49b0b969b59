-- Tenants and what every module stands on. Row-level security and grants are put on all tables by the migration runner.

create table tenant (
  id uuid primary key,
  code text not null unique,
  name text not null,
  zone text not null default 'Asia/Shanghai',
  demo boolean not null default false,
  created_at timestamptz not null
);

create table tenant_host (
  host text primary key,
  tenant_id uuid not null references tenant (id) on delete cascade
);

-- Facts of this installation: fingerprint of SECRET_KEY.
create table installation (
  key text primary key,
  value text not null
);

-- The row commits with the effect, so a killed try leaves none.
create table idempotency_key (
  tenant_id uuid not null references tenant (id) on delete cascade,
  scope text not null,
  route text not null,
  key text not null,
  body_hash bytea not null,
  status integer,
  -- Encrypted: an answer may hold what is shown only once.
  response bytea,
  created_at timestamptz not null,
  primary key (tenant_id, scope, route, key)
);
create index idempotency_key_age on idempotency_key (tenant_id, created_at);

create table timer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  -- What the timer is about, and the row it watches.
  about_id uuid,
  subject_id uuid,
  due_at timestamptz not null,
  fired_at timestamptz,
  primary key (tenant_id, id)
);
create index timer_due on timer (tenant_id, due_at) where fired_at is null;
create index timer_subject on timer (tenant_id, subject_id) where fired_at is null;

-- Head of the tenant's sealed feed: the sealer's lock, last sequence and last seal.
create table feed_head (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  seq bigint not null default 0,
  seal bytea
);

create table feed_position (
  tenant_id uuid not null references tenant (id) on delete cascade,
  reader text not null,
  seq bigint not null,
  primary key (tenant_id, reader)
);

create table stored_file (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  storage_name text not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  primary key (tenant_id, id)
);
create index stored_file_case on stored_file (tenant_id, case_id);
