-- 回访方案: versions with the instant from which they count; before the first what was shipped.
create table follow_up_plan (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  effective_from timestamptz not null,
  definition jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id)
);
create index follow_up_plan_newest on follow_up_plan (tenant_id, effective_from desc);

-- 回访任务: one for each answer the plan wants followed up.
create table follow_up_task (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  -- Number of the event that answered.
  answer_no integer not null,
  -- Answered.
  at timestamptz not null,
  channel text not null,
  owner_id uuid,
  unit_id uuid,
  opens_at timestamptz not null,
  due_at timestamptz not null,
  first_due_at timestamptz not null,
  attempts smallint not null default 0,
  tries smallint not null,
  retry_minutes integer not null,
  -- How it ended; null: open.
  ended text,
  done_at timestamptz,
  done_by uuid,
  overdue_told_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id)
);
create unique index follow_up_task_of on follow_up_task (tenant_id, case_id, answer_no);
create index follow_up_task_due on follow_up_task (tenant_id, due_at, id) where ended is null;
create index follow_up_task_owner on follow_up_task (tenant_id, owner_id, due_at) where ended is null;
create index follow_up_task_done on follow_up_task (tenant_id, done_at desc, id desc) where ended is not null;

-- 满意度问卷: one for a case and cycle. Tokens stand hashed in survey_link, what was written in survey_text.
create table survey (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  servqual boolean not null,
  nps_asked boolean not null,
  -- toSend · sent · answered · expired
  state text not null,
  asked_at timestamptz,
  last_asked_at timestamptz,
  -- By mail, which can be repeated.
  mailed boolean not null default false,
  reminded smallint not null default 0,
  answered_at timestamptz,
  solved boolean,
  satisfaction smallint,
  nps smallint,
  -- {dimension: 1–5}
  expected jsonb,
  perceived jsonb,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create unique index survey_of on survey (tenant_id, case_id, cycle);
create index survey_newest on survey (tenant_id, at desc, id desc);
create index survey_open on survey (tenant_id, expires_at) where state in ('toSend', 'sent');
create index survey_answered on survey (tenant_id, answered_at) where answered_at is not null;

create table survey_link (
  tenant_id uuid not null references tenant (id) on delete cascade,
  token_hash bytea not null,
  survey_id uuid not null,
  at timestamptz not null,
  -- Who asked for it; null: sent by mail.
  by_id uuid,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id) on delete cascade
);
create index survey_link_of on survey_link (tenant_id, survey_id);

-- What the customer wrote: the masked copy people see, the original encrypted. Erased by blanking the row.
create table survey_text (
  tenant_id uuid not null references tenant (id) on delete cascade,
  survey_id uuid not null,
  masked jsonb,
  cipher bytea,
  primary key (tenant_id, survey_id),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id) on delete cascade
);

-- 低分: to be looked at by somebody who did not handle the case.
create table low_score (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  at timestamptz not null,
  -- Of one of the two.
  survey_id uuid,
  follow_up_id uuid,
  satisfaction smallint,
  solved boolean,
  -- open · reopened · care · dismissed
  state text not null,
  decided_at timestamptz,
  decided_by uuid,
  -- Masked.
  reason text,
  contact_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, survey_id) references survey (tenant_id, id)
);
create index low_score_newest on low_score (tenant_id, at desc, id desc);
create index low_score_of_case on low_score (tenant_id, case_id);
