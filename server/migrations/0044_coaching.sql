-- 服务质检: a case looked at for how one person handled it, by the score sheet.
create table quality_sample (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  -- Whose work is looked at.
  user_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  -- Of the score sheet it was scored by.
  sheet text not null,
  -- Points by criterion, null where it does not apply; null: not scored yet.
  scores jsonb,
  total real,
  -- Masked.
  comment text,
  scored_at timestamptz,
  scored_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create unique index quality_sample_of on quality_sample (tenant_id, case_id, user_id);
create index quality_sample_newest on quality_sample (tenant_id, at desc, id desc);
create index quality_sample_person on quality_sample (tenant_id, user_id, at desc, id desc);

-- 辅导: said to a person by who leads them, in BEST, BID or BIA form; seen by these two.
create table coaching_note (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  by_id uuid not null,
  form text not null,
  -- Masked, by part of the form.
  parts jsonb not null,
  sample_id uuid,
  at timestamptz not null,
  acknowledged_at timestamptz,
  -- Masked.
  reply text,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, by_id) references user_account (tenant_id, id),
  foreign key (tenant_id, sample_id) references quality_sample (tenant_id, id)
);
create index coaching_note_newest on coaching_note (tenant_id, at desc, id desc);
create index coaching_note_person on coaching_note (tenant_id, user_id, at desc, id desc);
create index coaching_note_giver on coaching_note (tenant_id, by_id, at desc, id desc);
