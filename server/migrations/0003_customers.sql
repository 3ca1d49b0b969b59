-- Personal data once, encrypted; looked up by keyed hashes; masked copies for every list.
create table customer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null default 'person',
  name_cipher bytea,
  name_hash bytea,
  name_masked text not null default '',
  customer_no_cipher bytea,
  customer_no_hash bytea,
  customer_no_masked text,
  tier text not null default 'ordinary',
  lifecycle text,
  tags text[] not null default '{}',
  merged_into uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, merged_into) references customer (tenant_id, id)
);
create index customer_name on customer (tenant_id, name_hash) where name_hash is not null;
-- A merged double keeps its number as a pointer to the surviving customer, so a number stands once among all.
create unique index customer_no on customer (tenant_id, customer_no_hash) where customer_no_hash is not null;
create index customer_newest on customer (tenant_id, updated_at desc, id desc) where merged_into is null;
create index customer_tier on customer (tenant_id, tier, updated_at desc, id desc) where merged_into is null and tier <> 'ordinary';
-- Not GIN: behind row-level security its operators (not leakproof) are never asked, only rows already the tenant's are.
create index customer_tagged on customer (tenant_id, updated_at desc, id desc) where merged_into is null and tags <> '{}';
create index customer_doubles on customer (tenant_id, merged_into) where merged_into is not null;

create table contact_point (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  value_cipher bytea not null,
  value_hash bytea not null,
  last4_hash bytea,
  value_masked text not null,
  is_primary boolean not null default false,
  -- Also given by this customer, but another one is known by it (a family's phone): shown and searched, identifies nobody here.
  shared boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, customer_id, value_hash),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create unique index contact_point_owner on contact_point (tenant_id, value_hash) where not shared;
create index contact_point_shared on contact_point (tenant_id, value_hash) where shared;
create index contact_point_last4 on contact_point (tenant_id, last4_hash) where last4_hash is not null;
