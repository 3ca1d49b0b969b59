-- 客户指南: short pages for customers about how a product is used rightly; open without sign-in once published.
create table guide (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  product text not null,
  -- Random, the end of its public address.
  address text not null,
  at timestamptz not null,
  made_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawal text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, address)
);
create index guide_newest on guide (tenant_id, at desc, id desc);
create unique index guide_of_product on guide (tenant_id, product) where withdrawn_at is null;

create table guide_version (
  tenant_id uuid not null references tenant (id) on delete cascade,
  guide_id uuid not null,
  no integer not null,
  state text not null check (state in ('draft', 'review', 'published', 'replaced')),
  -- Masked.
  content jsonb not null,
  -- Everybody who wrote on it: none of them may publish it.
  editors uuid[] not null,
  submitted_by uuid,
  decided_at timestamptz,
  decided_by uuid,
  note text,
  primary key (tenant_id, guide_id, no),
  foreign key (tenant_id, guide_id) references guide (tenant_id, id) on delete cascade
);
create unique index guide_version_published on guide_version (tenant_id, guide_id) where state = 'published';
create unique index guide_version_next on guide_version (tenant_id, guide_id) where state in ('draft', 'review');

-- Openings of its page a day; of nobody in particular.
create table guide_view (
  tenant_id uuid not null references tenant (id) on delete cascade,
  guide_id uuid not null,
  day date not null,
  views integer not null,
  primary key (tenant_id, guide_id, day),
  foreign key (tenant_id, guide_id) references guide (tenant_id, id) on delete cascade
);

-- Not to be proposed again before that instant.
create table guide_dismissal (
  tenant_id uuid not null references tenant (id) on delete cascade,
  product text not null,
  at timestamptz not null,
  by_id uuid,
  until timestamptz not null,
  reason text not null,
  primary key (tenant_id, product)
);
