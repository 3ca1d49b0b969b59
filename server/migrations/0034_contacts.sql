-- 联络: what customers say without complaining (a chat, a call, the answer to a survey, a review, a post), and what was read in it.
create table contact (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  channel text not null,
  external_id text,
  content_hash bytea not null,
  -- When it was said; `received_at`: when it came to us.
  at timestamptz not null,
  received_at timestamptz not null,
  import_id uuid,
  customer_id uuid,
  complainant_kind text not null,
  score real,
  score_max smallint,
  product text,
  node text,
  region text,
  -- Masked.
  excerpt text not null,
  turns smallint not null,
  -- What was read; null: not read yet.
  reading jsonb,
  category text,
  unhappy real,
  stage smallint,
  -- Whether it was decided what becomes of it.
  judged boolean not null default false,
  verdict text,
  latent_id uuid,
  case_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create unique index contact_external on contact (tenant_id, channel, external_id) where external_id is not null;
create index contact_newest on contact (tenant_id, at desc, id desc);
create index contact_customer on contact (tenant_id, customer_id, at desc) where customer_id is not null;
create index contact_unjudged on contact (tenant_id, id) where not judged;
create index contact_verdict on contact (tenant_id, verdict, at desc, id desc) where verdict in ('unsure', 'latent', 'complained', 'anonymous');
create index contact_import_of on contact (tenant_id, import_id) where import_id is not null;

-- What was said: the masked copy people see, the original encrypted.
create table contact_text (
  tenant_id uuid not null references tenant (id) on delete cascade,
  contact_id uuid not null,
  masked jsonb not null,
  cipher bytea not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id) on delete cascade
);

create table contact_import (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  file_name text not null,
  at timestamptz not null,
  by_id uuid,
  stored integer not null,
  known integer not null,
  bad integer not null,
  undone integer not null default 0,
  undone_at timestamptz,
  primary key (tenant_id, id)
);
create index contact_import_newest on contact_import (tenant_id, at desc, id desc);

-- 隐性客户: an unhappy customer without a complaint, and what became of it. One open row a customer takes in later contacts.
create table latent_customer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  customer_id uuid not null,
  -- Tagged.
  at timestamptz not null,
  first_contact_at timestamptz not null,
  last_contact_at timestamptz not null,
  -- The contact that speaks most.
  contact_id uuid not null,
  contacts integer not null,
  probability real not null,
  stage smallint not null,
  emotion smallint not null,
  mindset text,
  language text,
  channel text not null,
  category text,
  product text,
  node text,
  region text,
  signals text[] not null,
  reasons jsonb not null,
  says_complaint boolean not null,
  -- waiting · inCare · left · heldOut · ended
  state text not null,
  -- treated · capacity · holdout: how it is counted when the effect is measured.
  arm text,
  ended text,
  ended_at timestamptz,
  ended_by uuid,
  end_note text,
  -- Looked at for a warning.
  warned boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create unique index latent_customer_open on latent_customer (tenant_id, customer_id) where ended_at is null;
create index latent_customer_newest on latent_customer (tenant_id, at desc, id desc);
create index latent_customer_likely on latent_customer (tenant_id, probability desc, id desc) where ended_at is null;
create index latent_customer_of on latent_customer (tenant_id, customer_id, at desc);
create index latent_customer_waiting on latent_customer (tenant_id, probability desc) where state = 'waiting';
create index latent_customer_unwarned on latent_customer (tenant_id, id) where not warned;

-- 关怀任务
create table care_task (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  latent_id uuid not null,
  customer_id uuid not null,
  contact_id uuid not null,
  owner_id uuid not null,
  at timestamptz not null,
  due_at timestamptz not null,
  first_due_at timestamptz not null,
  attempts smallint not null default 0,
  tries smallint not null,
  result text,
  -- Masked.
  note text,
  done_at timestamptz,
  done_by uuid,
  case_id uuid,
  soon_told_at timestamptz,
  overdue_told_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, latent_id) references latent_customer (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create unique index care_task_of on care_task (tenant_id, latent_id);
create index care_task_owner on care_task (tenant_id, owner_id, due_at) where done_at is null;
create index care_task_due on care_task (tenant_id, due_at) where done_at is null;
create index care_task_newest on care_task (tenant_id, at desc, id desc);
create index care_task_customer on care_task (tenant_id, customer_id, at desc);

create table care_attempt (
  tenant_id uuid not null references tenant (id) on delete cascade,
  care_task_id uuid not null,
  no smallint not null,
  at timestamptz not null,
  by_id uuid,
  result text not null,
  note text,
  primary key (tenant_id, care_task_id, no),
  foreign key (tenant_id, care_task_id) references care_task (tenant_id, id) on delete cascade
);

-- 隐性客户规则: versions with the instant from which they count; before the first what was shipped.
create table latent_rule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index latent_rule_newest on latent_rule (tenant_id, effective_from desc);
