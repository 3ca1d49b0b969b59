-- Clocks as data: what a company decided on each time limit rule, and what a clock stood on when it was counted.

-- Every decision is a version of its own and holds for clocks that start after it; the rules as shipped are files of the product (sla/clock-rules).
create table clock_rule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  code text not null,
  version integer not null,
  effective_from timestamptz not null,
  active boolean not null,
  -- The company's own rule, whole; null: a shipped one.
  definition jsonb,
  -- What it changed of a shipped rule's own values; none of them: as shipped.
  warn_percents smallint[],
  note text not null,
  by_id uuid,
  primary key (tenant_id, code, version)
);

create table clock_setting (
  tenant_id uuid not null references tenant (id) on delete cascade,
  industry text,
  -- The industry's rules hold for what starts after it was named.
  industry_since timestamptz,
  warn_percents smallint[] not null,
  version integer not null default 1,
  primary key (tenant_id)
);

-- The calendars by which running clocks were last counted.
create table clock_count (
  tenant_id uuid not null references tenant (id) on delete cascade,
  stamp text not null,
  primary key (tenant_id)
);

alter table case_clock
  add column rule_code text,
  add column unit text,
  add column amount double precision,
  -- The highest percentage of its time that was told.
  add column told_percent smallint not null default 0,
  -- Counted over days whose holidays are not announced.
  add column assumed boolean not null default false;

-- On-time figures ask what was due in a period.
create index case_clock_due on case_clock (tenant_id, due_at) where state <> 'cancelled';

-- One timer a clock: the next thing there is to tell.
update timer set kind = 'sla.clock' where kind in ('sla.dueSoon', 'sla.breach') and fired_at is null;
