-- 测验题: multiple choice, written or proposed by rule from a plan or a law article, used once people have approved it.
create table quiz_question (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  -- null: proposed by rule, and nobody has changed it.
  made_by uuid,
  -- written · step · duty · law
  kind text not null,
  -- What it is drawn from, as it read then: another version in force asks for another look.
  entry_id uuid,
  entry_no integer,
  law_id uuid,
  law_no integer,
  stem text not null,
  options text[] not null,
  -- Index of the right one.
  answer smallint not null,
  why text not null,
  -- proposed · approved · retired
  state text not null,
  decided_at timestamptz,
  decided_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id),
  foreign key (tenant_id, law_id) references law_article (tenant_id, id)
);
create index quiz_question_newest on quiz_question (tenant_id, at desc, id desc);
create index quiz_question_entry on quiz_question (tenant_id, entry_id) where entry_id is not null;
-- Proposed once.
create unique index quiz_question_proposed on quiz_question (tenant_id, entry_id, entry_no, law_id, law_no, stem) nulls not distinct where kind <> 'written';

-- 培训计划: from a gap, or the path of new staff (新人上岗).
create table training_plan (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  -- gap · newStaff
  kind text not null,
  title text not null,
  at timestamptz not null,
  made_by uuid not null,
  -- 师傅: signs off what was practised, beside the lead.
  mentor_id uuid,
  -- What it is to close, as it stood then: { measure, category, count, of }.
  gap jsonb,
  ended_at timestamptz,
  -- done · stopped
  ended text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, mentor_id) references user_account (tenant_id, id)
);
create index training_plan_newest on training_plan (tenant_id, at desc, id desc);
create index training_plan_person on training_plan (tenant_id, user_id, at desc, id desc);

create table training_step (
  tenant_id uuid not null references tenant (id) on delete cascade,
  plan_id uuid not null,
  no smallint not null,
  -- read · quiz · case · signOff
  kind text not null,
  title text not null,
  entry_id uuid,
  law_id uuid,
  due_on date not null,
  case_id uuid,
  done_at timestamptz,
  done_by uuid,
  -- Masked.
  note text,
  primary key (tenant_id, plan_id, no),
  foreign key (tenant_id, plan_id) references training_plan (tenant_id, id) on delete cascade,
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id),
  foreign key (tenant_id, law_id) references law_article (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

-- 测验: ten questions at most, as they read when it was begun, with what was answered.
create table quiz (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  plan_id uuid,
  step_no smallint,
  questions jsonb not null,
  answers smallint[],
  correct smallint,
  done_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, plan_id) references training_plan (tenant_id, id) on delete cascade
);
create index quiz_person on quiz (tenant_id, user_id, at desc, id desc);

-- 谁接的、处理了多久: whose talk a contact was and how long it took them, where the telephone or chat system tells.
alter table contact add column staff_id uuid;
alter table contact add column handling_seconds integer;
create index contact_staff on contact (tenant_id, staff_id, at) where staff_id is not null;
