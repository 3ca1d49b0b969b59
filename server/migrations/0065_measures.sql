-- 办理周期事实: what one cycle of a case came to, told from its events; what every measure is counted of.
create table cycle_fact (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  cycle integer not null,
  origin text not null,
  channel text not null,
  category text,
  product text,
  node text,
  region text,
  severity text,
  customer_id uuid,
  unit_id uuid,
  handler_id uuid,
  agent_id uuid,
  process_version_id uuid,
  -- Received; of a later cycle: opened again.
  began_at timestamptz not null,
  accepted_at timestamptz,
  contacted_at timestamptz,
  -- Working seconds from began_at to contacted_at.
  contact_seconds bigint,
  contact_due_at timestamptz,
  contact_in_time boolean not null,
  closure_due_at timestamptz,
  closure_done boolean not null,
  closure_in_time boolean not null,
  dispatched_at timestamptz,
  dispatches integer not null,
  send_backs integer not null,
  moves integer not null,
  answered_at timestamptz,
  on_the_spot boolean not null,
  -- The customer came again within seven days of the answer.
  came_again boolean not null,
  escalated_at timestamptz,
  escalation_level integer not null,
  outside_at timestamptz,
  found_at timestamptz,
  finding text,
  review_found_at timestamptz,
  overturned boolean not null,
  caused_at timestamptz,
  claimed_fen bigint,
  granted_fen bigint not null,
  granted_at timestamptz,
  remedies integer not null,
  remedies_over_limit integer not null,
  asked_at timestamptz,
  satisfaction integer,
  low_score boolean not null,
  recovered boolean not null,
  closed_at timestamptz,
  -- Seconds from began_at to closed_at, without and with the time the case rested.
  resolution_seconds bigint,
  resolution_seconds_with_rest bigint,
  reopened boolean not null,
  primary key (tenant_id, case_id, cycle),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index cycle_fact_began on cycle_fact (tenant_id, began_at);
create index cycle_fact_closed on cycle_fact (tenant_id, closed_at) include (resolution_seconds) where closed_at is not null;
create index cycle_fact_contacted on cycle_fact (tenant_id, contacted_at) include (contact_seconds) where contacted_at is not null;
create index cycle_fact_accepted on cycle_fact (tenant_id, accepted_at) where accepted_at is not null;
create index cycle_fact_contact_due on cycle_fact (tenant_id, contact_due_at) where contact_due_at is not null;
create index cycle_fact_closure_due on cycle_fact (tenant_id, closure_due_at) where closure_due_at is not null;
create index cycle_fact_dispatched on cycle_fact (tenant_id, dispatched_at) where dispatched_at is not null;
create index cycle_fact_found on cycle_fact (tenant_id, found_at) where found_at is not null;
create index cycle_fact_reviewed on cycle_fact (tenant_id, review_found_at) where review_found_at is not null;
create index cycle_fact_granted on cycle_fact (tenant_id, granted_at) where granted_at is not null;
create index cycle_fact_customer on cycle_fact (tenant_id, customer_id, began_at) where cycle = 1;

-- 计数: how many of a set of facts fell on a day, for each value of one cut; kept with every change of a fact.
create table measure_count (
  tenant_id uuid not null references tenant (id) on delete cascade,
  fact_set text not null,
  cut text not null,
  key text not null,
  day date not null,
  count bigint not null,
  total bigint not null,
  primary key (tenant_id, fact_set, cut, day, key)
);
