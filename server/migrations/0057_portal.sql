-- 客户自助: what a company's portal shows.
create table portal_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- null: the tenant's own.
  name text,
  colour text,
  hotline text,
  -- Whether customers read who of the staff has their case.
  shows_person boolean not null default false,
  -- Whether the voice menu takes the last 4 digits of the phone in place of a code.
  ivr_last4 boolean not null default false,
  reminder_hours integer not null default 24,
  -- Working minutes after a missed promise until the next.
  late_minutes integer not null default 480,
  -- [{code, picture}]; null: the top of the category tree.
  categories jsonb,
  -- {storageName, contentType, sizeBytes, at}
  logo jsonb,
  version integer not null default 1,
  primary key (tenant_id)
);

-- 知情同意: texts in their versions; the first ships with the product.
create table portal_consent (
  tenant_id uuid not null references tenant (id) on delete cascade,
  version integer not null,
  text_zh text not null,
  text_en text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, version)
);

-- What a complaint was filed with beside its words.
create table portal_filing (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  consent_version integer not null,
  consented_at timestamptz not null,
  language text not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);

-- 验证码: the code itself is made from the row's id with the secret key. A row also stands for a number or contact nobody has.
create table portal_code (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  number text not null,
  case_id uuid,
  -- Where it goes.
  contact_point_id uuid,
  at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index portal_code_newest on portal_code (tenant_id, number, at desc);
create index portal_code_over on portal_code (tenant_id, expires_at);

create table portal_session (
  tenant_id uuid not null references tenant (id) on delete cascade,
  token_hash bytea not null,
  case_id uuid not null,
  -- code: the contact was proved · link: had the private link · device: filed it here
  proof text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index portal_session_over on portal_session (tenant_id, expires_at);
create index portal_session_case on portal_session (tenant_id, case_id);

-- 专属链接: only hashes; over 90 days after the case's end.
create table portal_link (
  tenant_id uuid not null references tenant (id) on delete cascade,
  token_hash bytea not null,
  case_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index portal_link_case on portal_link (tenant_id, case_id);

-- Files of a case its customer may see: those they sent, and those shown to them.
create table portal_file (
  tenant_id uuid not null references tenant (id) on delete cascade,
  file_id uuid not null,
  case_id uuid not null,
  from_customer boolean not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, file_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create index portal_file_case on portal_file (tenant_id, case_id);

-- How often something was tried since; keys are keyed hashes.
create table portal_try (
  tenant_id uuid not null references tenant (id) on delete cascade,
  kind text not null,
  key_hash bytea not null,
  since timestamptz not null,
  tries integer not null,
  primary key (tenant_id, kind, key_hash)
);
create index portal_try_over on portal_try (tenant_id, since);

-- 申诉: a customer does not accept how the case ended; decided on like a low score.
alter table low_score add column appeal_no integer;
