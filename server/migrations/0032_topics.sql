-- 热点话题: clusters of what people complain about, gathered from the feed as cases come. A case alone is no topic yet and has no row here.
create table topic (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Id of the first case of it.
  id uuid not null,
  -- As the machine says it, from the masked subjects; `name`: as a person does.
  title text not null,
  name text,
  words jsonb not null default '[]',
  first_at timestamptz not null,
  last_at timestamptz not null,
  cases integer not null,
  people integer not null,
  -- docs/rules/topics.md; as of heat_at.
  heat real not null default 0,
  growth real not null default 0,
  heat_at timestamptz not null,
  -- What it remembers of its messages, as hashes of pairs of characters: no text can be read back.
  profile jsonb not null,
  -- Split by a person: the machine joins it with no other topic.
  apart boolean not null default false,
  merged_into uuid,
  dismissed_at timestamptz,
  dismissed_by uuid,
  dismissed_reason text,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index topic_hot on topic (tenant_id, heat desc, id desc) where merged_into is null;
create index topic_last on topic (tenant_id, last_at desc);

create table topic_case (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  topic_id uuid not null,
  received_at timestamptz not null,
  primary key (tenant_id, case_id)
);
create index topic_case_topic on topic_case (tenant_id, topic_id, received_at desc, case_id);

-- Who named, merged, split or dismissed it, and why.
create table topic_act (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  topic_id uuid not null,
  kind text not null check (kind in ('named', 'merged', 'split', 'dismissed', 'restored', 'joined')),
  at timestamptz not null,
  by_id uuid,
  facts jsonb not null default '{}',
  reason text,
  primary key (tenant_id, id)
);
create index topic_act_topic on topic_act (tenant_id, topic_id, at);

-- How far the feed was read; `revision` grows with whatever changed, so that a process knows whether what it remembers is still so.
create table topic_memory (
  tenant_id uuid not null references tenant (id) on delete cascade,
  seq bigint not null default 0,
  revision integer not null default 0,
  -- How rare pairs of characters are, deflated; written now and then.
  rarity bytea,
  rarity_documents integer not null default 0,
  primary key (tenant_id)
);
