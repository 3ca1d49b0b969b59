-- 建议: what customers wish for, suggest and compare us with, gathered until something comes of it.
create table idea (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  title text not null,
  description text not null,
  -- wish · product · competitor · opportunity
  kind text not null,
  -- new · looking · planned · done · notDone
  state text not null,
  owner_id uuid,
  -- Counted from idea_vote with every vote.
  votes integer not null default 0,
  -- The surviving idea; never itself a merged one.
  merged_into uuid,
  at timestamptz not null,
  by_id uuid,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id)
);
create index idea_voted on idea (tenant_id, votes desc, id desc) where merged_into is null;

create table idea_vote (
  tenant_id uuid not null references tenant (id) on delete cascade,
  idea_id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, idea_id, user_id),
  foreign key (tenant_id, idea_id) references idea (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade
);

-- What became of an idea when, and why.
create table idea_step (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  idea_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  state text not null,
  -- Masked.
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, idea_id) references idea (tenant_id, id) on delete cascade
);
create index idea_step_of on idea_step (tenant_id, idea_id, at);

-- 竞品名单
create table competitor (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  aliases text[] not null,
  at timestamptz not null,
  by_id uuid,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create unique index competitor_name on competitor (tenant_id, name) where ended_at is null;

-- 标记: a place in a text of a case; the words themselves stay in case_text, and go with it.
create table idea_mark (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  event_no integer not null,
  span_start integer not null,
  span_end integer not null,
  kind text not null,
  competitor_id uuid,
  idea_id uuid,
  -- Proposed by the text engine and turned down by a person.
  dismissed boolean not null default false,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, event_no, span_start, span_end, kind),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade,
  foreign key (tenant_id, competitor_id) references competitor (tenant_id, id),
  foreign key (tenant_id, idea_id) references idea (tenant_id, id)
);
create index idea_mark_of on idea_mark (tenant_id, idea_id) where idea_id is not null;
create index idea_mark_newest on idea_mark (tenant_id, at desc, id desc) where not dismissed;

-- 回告: a customer was told what came of the idea, or is about to be by a care task.
create table idea_telling (
  tenant_id uuid not null references tenant (id) on delete cascade,
  idea_id uuid not null,
  customer_id uuid not null,
  care_task_id uuid,
  told_at timestamptz,
  told_by uuid,
  primary key (tenant_id, idea_id, customer_id),
  foreign key (tenant_id, idea_id) references idea (tenant_id, id) on delete cascade,
  foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade,
  foreign key (tenant_id, care_task_id) references care_task (tenant_id, id) on delete set null (care_task_id)
);

-- What the shipped roles may do now, tenant by tenant behind the wall.
do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['ideas:manage']
      where tenant_id = t and shipped and code in ('supervisor', 'quality', 'manager') and not 'ideas:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
