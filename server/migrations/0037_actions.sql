-- 根因分析图: a tree of whys, or a fishbone of 人机料法环测; each saving is a version that stays readable.
create table cause_tree (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('fiveWhys', 'fishbone')),
  title text not null,
  -- [{ id, parentId, branch, text, cause, state, evidence }]; below the title stand those without a parent.
  nodes jsonb not null default '[]',
  case_ids uuid[] not null default '{}',
  topic_id uuid,
  risk_point_id uuid,
  at timestamptz not null,
  by_id uuid,
  changed_at timestamptz not null,
  changed_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index cause_tree_newest on cause_tree (tenant_id, changed_at desc, id desc);
create index cause_tree_cases on cause_tree using gin (case_ids);

create table cause_tree_version (
  tenant_id uuid not null references tenant (id) on delete cascade,
  cause_tree_id uuid not null,
  version integer not null,
  title text not null,
  nodes jsonb not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, cause_tree_id, version),
  foreign key (tenant_id, cause_tree_id) references cause_tree (tenant_id, id) on delete cascade
);

-- 8D 报告: one problem from its team (D1) to its thanks (D8); its actions name it.
create table eight_d (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  title text not null,
  severity text not null check (severity in ('critical', 'major', 'minor')),
  leader_id uuid not null,
  team_ids uuid[] not null default '{}',
  -- What is written under each discipline: { problem, containment, cause, escape, chosen, implemented, prevention, thanks }
  texts jsonb not null default '{}',
  cause_tree_id uuid,
  case_ids uuid[] not null default '{}',
  topic_id uuid,
  risk_point_id uuid,
  at timestamptz not null,
  by_id uuid,
  closed_at timestamptz,
  closed_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, leader_id) references user_account (tenant_id, id),
  foreign key (tenant_id, cause_tree_id) references cause_tree (tenant_id, id)
);
create index eight_d_newest on eight_d (tenant_id, at desc, id desc);
create index eight_d_cases on eight_d using gin (case_ids);

-- 措施 (CAPA): what is done against a cause or a risk point, by whom, until when, and what the counts before and after say of it.
create table action (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('containment', 'corrective', 'preventive')),
  title text not null,
  description text not null default '',
  state text not null,
  -- 2 and more: opened again because it had not worked.
  round smallint not null default 1,
  owner_id uuid not null,
  unit_id uuid,
  verifier_id uuid,
  due_on date not null,
  cause text,
  risk_point_id uuid,
  case_ids uuid[] not null default '{}',
  topic_id uuid,
  cause_tree_id uuid,
  eight_d_id uuid,
  -- 横向展开: the action this one repeats at another place.
  parent_id uuid,
  -- 成功标准, fixed at opening: { of, wantedRatio, severity, windowDays, product, region, unitId }; null for containment alone.
  criterion jsonb,
  before_from date,
  before_to date,
  at timestamptz not null,
  opened_by uuid,
  approved_by uuid,
  done_on date,
  done_by uuid,
  verified_by uuid,
  -- 观察窗口: days whose count is "after".
  after_from date,
  after_to date,
  verdict text,
  judged_at timestamptz,
  -- The owner was told that it is overdue.
  told_overdue boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id),
  foreign key (tenant_id, verifier_id) references user_account (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, cause) references cause (tenant_id, code),
  foreign key (tenant_id, parent_id) references action (tenant_id, id),
  foreign key (tenant_id, cause_tree_id) references cause_tree (tenant_id, id),
  foreign key (tenant_id, eight_d_id) references eight_d (tenant_id, id)
);
create index action_newest on action (tenant_id, at desc, id desc);
create index action_owner on action (tenant_id, owner_id, at desc, id desc);
create index action_parent on action (tenant_id, parent_id) where parent_id is not null;
create index action_eight_d on action (tenant_id, eight_d_id) where eight_d_id is not null;
create index action_tree on action (tenant_id, cause_tree_id) where cause_tree_id is not null;
create index action_cases on action using gin (case_ids);
create index action_waiting on action (tenant_id, due_on) where state = 'open' and not told_overdue;
create index action_watched on action (tenant_id, after_to) where state = 'watching';

-- Who did what with it, when and why; facts are codes and numbers, the note may be blanked.
create table action_act (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  action_id uuid not null,
  kind text not null,
  at timestamptz not null,
  by_id uuid,
  facts jsonb not null default '{}',
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, action_id) references action (tenant_id, id) on delete cascade
);
create index action_act_of on action_act (tenant_id, action_id, at, id);

-- 证据
create table action_file (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  action_id uuid not null,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  storage_name text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, action_id) references action (tenant_id, id) on delete cascade
);
create index action_file_of on action_file (tenant_id, action_id, at);

-- Cases of one cause by their day: found when the cause is named, so registering pays nothing for it.
create index complaint_case_cause on complaint_case (tenant_id, root_cause collate "C", received_at) where root_cause is not null;

-- What the shipped roles may do now, tenant by tenant behind the wall.
do $$
declare
  t uuid;
  given record;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    for given in select * from (values
      ('handler', array['actions:handle']),
      ('supervisor', array['actions:handle']),
      ('quality', array['actions:handle', 'actions:manage']),
      ('manager', array['actions:handle', 'actions:manage'])
    ) as g (code, permissions) loop
      update role set permissions = permissions || array(select p from unnest(given.permissions) p where not p = any(permissions))
        where tenant_id = t and shipped and code = given.code;
    end loop;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
