-- 知识库: contingency plans (预案) and letter templates (函件模板), the law they cite (法规), what customers are entitled to (权益).
-- The company's own texts; of customers nothing stands here but which case used what.

create table knowledge_entry (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null,
  at timestamptz not null,
  made_by uuid,
  -- Who looks at it again, when, and how many days before is told; `told_on`: of which date was told.
  owner_id uuid,
  review_on date not null,
  warn_days smallint not null,
  told_on date,
  retired_at timestamptz,
  retired_by uuid,
  retired_reason text,
  from_case_id uuid,
  -- Its name in the set that ships.
  starter text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references user_account (tenant_id, id),
  foreign key (tenant_id, from_case_id) references complaint_case (tenant_id, id)
);
create index knowledge_entry_newest on knowledge_entry (tenant_id, kind, at desc, id desc);
create unique index knowledge_entry_starter on knowledge_entry (tenant_id, starter) where starter is not null;
create index knowledge_entry_review on knowledge_entry (tenant_id, review_on) where retired_at is null;

create table knowledge_version (
  tenant_id uuid not null references tenant (id) on delete cascade,
  entry_id uuid not null,
  no integer not null,
  -- draft · review · inForce · replaced
  state text not null,
  title text not null,
  categories text[] not null,
  causes text[] not null,
  content jsonb not null,
  -- Folded, and its pairs of characters: what search looks at.
  body text not null,
  tokens text[] not null,
  note text not null,
  made_at timestamptz not null,
  made_by uuid,
  -- Everybody who wrote on it: none of them may put it in force.
  editors uuid[] not null,
  submitted_at timestamptz,
  submitted_by uuid,
  decided_at timestamptz,
  decided_by uuid,
  decision_note text,
  replaced_at timestamptz,
  primary key (tenant_id, entry_id, no),
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id) on delete cascade
);
-- One holds, one is being written.
create unique index knowledge_version_in_force on knowledge_version (tenant_id, entry_id) where state = 'inForce';
create unique index knowledge_version_next on knowledge_version (tenant_id, entry_id) where state in ('draft', 'review');

-- 法规条文: an article, or a law of which no article is cited by number.
create table law_article (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  law text not null,
  article text,
  -- The first day on which it no longer holds.
  ends_on date,
  end_reason text,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create unique index law_article_name on law_article (tenant_id, law, article) nulls not distinct;
create index law_article_ends on law_article (tenant_id, ends_on) where ends_on is not null;

-- What it says, by dates.
create table law_text (
  tenant_id uuid not null references tenant (id) on delete cascade,
  law_id uuid not null,
  no integer not null,
  text text not null,
  valid_from date not null,
  source text not null,
  -- H primary text read · M good secondary source · L recalled
  confidence text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (tenant_id, law_id, no),
  foreign key (tenant_id, law_id) references law_article (tenant_id, id) on delete cascade
);

-- `text_no`: what the article said when it was cited.
create table knowledge_citation (
  tenant_id uuid not null references tenant (id) on delete cascade,
  entry_id uuid not null,
  no integer not null,
  law_id uuid not null,
  text_no integer not null,
  primary key (tenant_id, entry_id, no, law_id),
  foreign key (tenant_id, entry_id, no) references knowledge_version (tenant_id, entry_id, no) on delete cascade,
  foreign key (tenant_id, law_id) references law_article (tenant_id, id)
);
create index knowledge_citation_law on knowledge_citation (tenant_id, law_id);

-- 法规变动: what must be looked at because a cited article ends or says something else; each occasion once.
create table knowledge_flag (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  entry_id uuid not null,
  law_id uuid not null,
  -- ends 2026-04-15 · text 2
  occasion text not null,
  at timestamptz not null,
  cleared_at timestamptz,
  cleared_by uuid,
  -- kept · rewritten · retired
  verdict text,
  note text,
  primary key (tenant_id, id),
  unique (tenant_id, entry_id, law_id, occasion),
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id) on delete cascade,
  foreign key (tenant_id, law_id) references law_article (tenant_id, id)
);
create index knowledge_flag_open on knowledge_flag (tenant_id, entry_id) where cleared_at is null;

create table knowledge_review (
  tenant_id uuid not null references tenant (id) on delete cascade,
  entry_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  review_on date not null,
  note text not null,
  primary key (tenant_id, entry_id, at),
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id) on delete cascade
);

-- 用过、有帮助: a case counts once.
create table knowledge_use (
  tenant_id uuid not null references tenant (id) on delete cascade,
  entry_id uuid not null,
  case_id uuid not null,
  no integer not null,
  at timestamptz not null,
  by_id uuid,
  helped boolean,
  primary key (tenant_id, entry_id, case_id),
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id) on delete cascade,
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index knowledge_use_case on knowledge_use (tenant_id, case_id);

-- 权益登记: what a law article, a contract clause or a membership really grants.
create table entitlement (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  title text not null,
  clause text not null,
  law_id uuid,
  tiers text[] not null,
  categories text[] not null,
  products text[] not null,
  remedy text not null,
  max_fen bigint,
  within_days integer,
  conditions text[] not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  made_by uuid,
  starter text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, law_id) references law_article (tenant_id, id)
);
create index entitlement_newest on entitlement (tenant_id, at desc, id desc);
create unique index entitlement_starter on entitlement (tenant_id, starter) where starter is not null;

-- 诉求核对: codes, numbers and the clauses as they read then; newest first.
create table claim_check (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  days_since integer,
  results jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index claim_check_case on claim_check (tenant_id, case_id, at desc);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall.
do $$
declare
  t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['knowledge:manage']
      where tenant_id = t and shipped and code in ('supervisor', 'quality', 'manager') and not 'knowledge:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
