-- 回调: complaints that other systems send in, signed, and events that other systems are told of, signed, in the order of the feed.
create table webhook_in (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  channel text not null,
  -- Field → where in what is sent it stands, or a fixed value.
  mapping jsonb not null,
  secret_cipher bytea not null,
  -- Valid beside the new one until then.
  previous_cipher bytea,
  previous_until timestamptz,
  is_open boolean not null,
  last_at timestamptz,
  last_error text,
  made_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id)
);

create table webhook_received (
  tenant_id uuid not null references tenant (id) on delete cascade,
  webhook_id uuid not null,
  -- Of what was signed: the same request a second time is no second complaint.
  digest bytea not null,
  id uuid not null,
  at timestamptz not null,
  -- registered · known · refused
  outcome text not null,
  case_id uuid,
  -- What was wrong, without what was sent.
  problem text,
  primary key (tenant_id, webhook_id, digest),
  foreign key (tenant_id, webhook_id) references webhook_in (tenant_id, id) on delete cascade
);
create index webhook_received_newest on webhook_received (tenant_id, webhook_id, at desc, id desc);

create table webhook_out (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  address_cipher bytea not null,
  secret_cipher bytea not null,
  previous_cipher bytea,
  previous_until timestamptz,
  kinds text[] not null,
  with_texts boolean not null,
  is_open boolean not null,
  -- Everything of the sealed feed up to here was told or given up.
  position bigint not null,
  -- Tries of the event that is next, and when it is tried again.
  tries smallint not null default 0,
  next_at timestamptz not null,
  -- Until then a worker has it.
  claimed_until timestamptz,
  last_ok_at timestamptz,
  last_error text,
  made_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id)
);

create table webhook_delivery (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  webhook_id uuid not null,
  seq bigint not null,
  kind text not null,
  case_id uuid not null,
  -- trying · delivered · dead · again (asked for by a person)
  state text not null,
  at timestamptz not null,
  tries smallint not null,
  status smallint,
  error text,
  primary key (tenant_id, id),
  unique (tenant_id, webhook_id, seq),
  foreign key (tenant_id, webhook_id) references webhook_out (tenant_id, id) on delete cascade
);
create index webhook_delivery_newest on webhook_delivery (tenant_id, webhook_id, at desc, id desc);
create index webhook_delivery_again on webhook_delivery (tenant_id, webhook_id, seq) where state = 'again';
