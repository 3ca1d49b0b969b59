-- 承诺: what staff promised a customer in a message or an answer: by when, how much. The words stand in the event's text, here only where.
create table promise (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  -- Of several in one text.
  no smallint not null,
  at timestamptz not null,
  by_id uuid,
  -- callback · reply · pay · visit · delivery · other
  kind text not null,
  -- In the masked text, UTF-16 units.
  span_start integer not null,
  span_end integer not null,
  due_at timestamptz,
  amount_fen bigint,
  -- open · kept · broken · void
  state text not null,
  -- The event that kept it, where the product saw that itself.
  kept_by integer,
  decided_at timestamptz,
  decided_by uuid,
  soon_told_at timestamptz,
  overdue_told_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id) on delete cascade
);
create unique index promise_of on promise (tenant_id, case_id, event_no, no);
create index promise_due on promise (tenant_id, due_at) where state = 'open' and due_at is not null;
create index promise_newest on promise (tenant_id, at desc, id desc);
create index promise_by on promise (tenant_id, by_id, at desc, id desc);
