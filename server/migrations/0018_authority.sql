-- 授权额度: up to how much a role decides by itself, from when on. The line that names the category and the customer's tier most closely counts;
-- without any, the role's own amount a case (role.remedy_limit_fen).
create table authority_limit (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  role_id uuid not null,
  -- A category or a branch of the tree; null: every one.
  category text,
  -- Null: every customer.
  tier text,
  per_case_fen bigint not null,
  -- Of all cases together that a person decided; null: no such limit.
  per_day_fen bigint,
  per_month_fen bigint,
  effective_from timestamptz not null,
  effective_to timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, role_id) references role (tenant_id, id) on delete cascade
);

create table authority_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- What a minute of handling costs the company, in fen.
  minute_cost_fen integer not null,
  -- So long an approver has before being reminded and the next level asked.
  approval_minutes integer not null,
  version integer not null default 1,
  primary key (tenant_id)
);

-- 代理人: from … to … somebody decides in another's place, with that person's limit.
create table deputy (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  deputy_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id) on delete cascade,
  foreign key (tenant_id, deputy_id) references user_account (tenant_id, id) on delete cascade
);

-- 审批: who was asked about a remedy above its proposer's limit, and until when.
create table remedy_approval (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  remedy_id uuid not null,
  -- Steps up the unit tree, from the proposer's own unit on.
  level smallint not null,
  -- Ids of people.
  asked jsonb not null,
  due_at timestamptz not null,
  reminders smallint not null default 0,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, remedy_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index remedy_approval_open on remedy_approval (tenant_id, at, id) where ended_at is null;

-- 付款批次: what was handed to the cashier in one file; written out anew it is the same file.
create table payment_batch (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  no integer not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, no)
);

-- 台账: every proposal, grant, approval, refusal, reversal and payment. Sums are always counted from it.
create table authority_ledger (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  kind text not null,
  remedy_id uuid not null,
  remedy_kind text not null,
  amount_fen bigint not null,
  -- Whose limit it counts against; another than by_id where a deputy decided.
  authority_id uuid,
  limit_id uuid,
  -- As they were then.
  category text,
  tier text,
  batch_id uuid,
  -- No foreign key to the case: to check one, PostgreSQL asks for a right to change that nobody has here.
  primary key (tenant_id, id)
);
comment on table authority_ledger is 'append-only';
-- Decided once, taken back once, paid once: whatever the program does.
create unique index authority_ledger_decided on authority_ledger (tenant_id, remedy_id) where kind in ('granted', 'approved', 'refused');
create unique index authority_ledger_settled on authority_ledger (tenant_id, remedy_id) where kind in ('paid', 'reversed');
create index authority_ledger_newest on authority_ledger (tenant_id, at desc, id desc);
create index authority_ledger_case on authority_ledger (tenant_id, case_id);
create index authority_ledger_authority on authority_ledger (tenant_id, authority_id, at) where kind in ('granted', 'approved');
create index authority_ledger_batch on authority_ledger (tenant_id, batch_id) where batch_id is not null;
-- What a payment file is made of.
create index remedy_granted on remedy (tenant_id, decided_at) where state = 'granted' and amount_fen > 0;

-- What was decided before there was a ledger, the settings, and what the shipped roles may do now, tenant by tenant behind the wall.
do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    insert into authority_setting (tenant_id, minute_cost_fen, approval_minutes) values (t, 100, 240);
    insert into authority_ledger (tenant_id, id, case_id, cycle, event_no, at, by_id, kind, remedy_id, remedy_kind, amount_fen, authority_id, category)
      select r.tenant_id, gen_random_uuid(), r.case_id, r.cycle, r.event_no, r.at, r.by_id,
        case when r.state = 'granted' and r.decided_by is not distinct from r.by_id then 'granted' else 'proposed' end,
        r.id, r.kind, r.amount_fen,
        case when r.state = 'granted' and r.decided_by is not distinct from r.by_id then r.by_id end, c.category
      from remedy r join complaint_case c on c.tenant_id = r.tenant_id and c.id = r.case_id where r.tenant_id = t;
    insert into authority_ledger (tenant_id, id, case_id, cycle, event_no, at, by_id, kind, remedy_id, remedy_kind, amount_fen, authority_id, category)
      select r.tenant_id, gen_random_uuid(), r.case_id, r.cycle, r.event_no, r.decided_at, r.decided_by,
        case when r.state = 'granted' then 'approved' else 'refused' end, r.id, r.kind, r.amount_fen,
        case when r.state = 'granted' then r.decided_by end, c.category
      from remedy r join complaint_case c on c.tenant_id = r.tenant_id and c.id = r.case_id
      where r.tenant_id = t and r.decided_at is not null and not (r.state = 'granted' and r.decided_by is not distinct from r.by_id);
    insert into remedy_approval (tenant_id, id, case_id, cycle, event_no, at, by_id, remedy_id, level, asked, due_at)
      select r.tenant_id, gen_random_uuid(), r.case_id, r.cycle, r.event_no, r.at, r.by_id, r.id, 0, '[]', r.at + interval '4 hours'
      from remedy r where r.tenant_id = t and r.state = 'awaitingApproval';
    update role set permissions = permissions || array(select p from unnest(array['ledger:read', 'authority:manage', 'payments:export']) p where p <> all(permissions))
      where tenant_id = t and shipped and code = 'manager';
    update role set permissions = permissions || array['ledger:read']
      where tenant_id = t and shipped and code in ('supervisor', 'auditor') and not 'ledger:read' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
