create table complaint_case (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  number text not null,
  status text not null,
  cycle integer not null default 1,
  origin text not null default 'live',
  channel text not null,
  external_id text,
  content_hash bytea,
  text_hash bytea,
  import_id uuid,
  received_at timestamptz not null,
  registered_at timestamptz not null,
  accepted_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz not null,
  subject text not null,
  excerpt text not null,
  category text,
  category_confirmed boolean not null default false,
  severity text,
  stage smallint,
  priority text not null default 'normal',
  finding text,
  product text,
  node text,
  region text,
  amount_fen bigint,
  remedy_sought text,
  regulator jsonb,
  complainant_kind text not null default 'person',
  customer_id uuid,
  agent_id uuid,
  unit_id uuid,
  handler_id uuid,
  process_version_id uuid,
  due_at timestamptz,
  suspended_at timestamptz,
  breached_at timestamptz,
  escalation_level smallint not null default 0,
  duplicate_of uuid,
  merged_into uuid,
  send_backs integer not null default 0,
  transfers integer not null default 0,
  reworks integer not null default 0,
  reminders integer not null default 0,
  -- Facts that the table of steps asks for, set by the stage modules through acts of cases.
  open_tasks integer not null default 0,
  review text,
  remedy_decided boolean not null default false,
  awaiting_approvals integer not null default 0,
  root_cause text,
  -- Its texts were blanked (undo of an import, erasure); lists leave it out.
  erased_at timestamptz,
  event_no integer not null default 0,
  event_hash bytea,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create unique index complaint_case_external on complaint_case (tenant_id, channel, external_id) where external_id is not null;
-- Lists leave erased and merged cases out: with that in the index, they are counted by it alone. Every index is paid for by each registration: rare values
-- have one of their own, common ones are met soon by walking the newest.
create index complaint_case_newest on complaint_case (tenant_id, received_at desc, id desc) include (erased_at, merged_into);
create index complaint_case_status on complaint_case (tenant_id, status, received_at desc, id desc) include (erased_at, merged_into);
create index complaint_case_updated on complaint_case (tenant_id, updated_at desc, id desc);
create index complaint_case_due on complaint_case (tenant_id, due_at, id) where due_at is not null;
-- Whose turn it is: the handler's, before there is one the agent's. Not COALESCE: behind the wall an index on it is never asked.
create index complaint_case_holder on complaint_case (tenant_id, (case when handler_id is null then agent_id else handler_id end), received_at desc, id desc) include (erased_at, merged_into);
-- What lies before somebody, the next due first.
create index complaint_case_before on complaint_case (tenant_id, (case when handler_id is null then agent_id else handler_id end), due_at, id)
  where status in ('registered', 'accepted', 'dispatched', 'handling', 'returned', 'answered', 'confirmed');
create index complaint_case_unit on complaint_case (tenant_id, unit_id, received_at desc, id desc) include (erased_at, merged_into) where unit_id is not null;
create index complaint_case_customer on complaint_case (tenant_id, customer_id, received_at desc) where customer_id is not null;
-- In the order of bytes, so that a branch of the tree is one stretch of it.
create index complaint_case_category on complaint_case (tenant_id, category collate "C", received_at desc, id desc) include (erased_at, merged_into) where category is not null;
create index complaint_case_priority on complaint_case (tenant_id, priority, received_at desc, id desc) where priority in ('low', 'high', 'critical');
create index complaint_case_severity on complaint_case (tenant_id, severity, received_at desc, id desc) where severity in ('serious', 'critical');
create index complaint_case_stage on complaint_case (tenant_id, stage, received_at desc, id desc) where stage >= 3;
create index complaint_case_approval on complaint_case (tenant_id, received_at desc, id desc) where awaiting_approvals > 0;
create index complaint_case_import on complaint_case (tenant_id, import_id, received_at desc, id desc) where import_id is not null;
create index complaint_case_same_text on complaint_case (tenant_id, customer_id, text_hash, received_at desc) where customer_id is not null;

-- Append-only: the application's role may insert and read, and the sealer may fill seq and seal once.
create table case_event (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  no integer not null,
  kind text not null,
  cycle integer not null,
  at timestamptz not null,
  actor_id uuid,
  facts jsonb not null default '{}',
  text_digest bytea,
  hash bytea not null,
  seq bigint,
  seal bytea,
  primary key (tenant_id, case_id, no),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
-- Read by the migration runner: what the application's role may still change.
comment on table case_event is 'append-only except seq, seal';
create unique index case_event_feed on case_event (tenant_id, seq) where seq is not null;
create index case_event_unsealed on case_event (tenant_id, case_id, no) where seq is null;

-- The texts of events: the masked copy people see, the original encrypted. Erasing blanks the row; the event stays.
create table case_text (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  event_no integer not null,
  masked jsonb,
  cipher bytea,
  salt bytea,
  erased_at timestamptz,
  primary key (tenant_id, case_id, event_no),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

-- One row a case: everything searchable, masked, folded; tokens are its character bigrams.
create table search_doc (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  received_at timestamptz not null,
  body text not null,
  tokens tsvector not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
-- What is not sorted in yet is read by every search, and whoever fills it up sorts it in: kept small.
create index search_doc_tokens on search_doc using gin (tokens) with (gin_pending_list_limit = 1024);
comment on table search_doc is 'wall not forced on the owner: search_cases reads it';

-- Row-level security keeps the application from using the index of tokens: @@ is not leakproof. This function runs as the owner and is
-- the wall itself: it looks at app.tenant and nothing else. Without `word` the tokens say it all.
create function search_cases(query tsquery, word text, at_most integer) returns table (case_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select d.case_id from search_doc d
  where d.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and d.tokens @@ query and (word is null or position(word in d.body) > 0)
  limit at_most
$$;

-- A reopened case starts a new row, so that no figure of the first round is distorted.
create table case_cycle (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  cycle integer not null,
  started_at timestamptz not null,
  closed_at timestamptz,
  process_version_id uuid,
  primary key (tenant_id, case_id, cycle),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);

create table case_link (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  other_case_id uuid not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, other_case_id) references complaint_case (tenant_id, id)
);
create index case_link_case on case_link (tenant_id, case_id);
create index case_link_other on case_link (tenant_id, other_case_id);

create table saved_view (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  query text not null,
  columns text[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
