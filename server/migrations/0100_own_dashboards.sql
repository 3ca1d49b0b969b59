-- 我的看板: cards somebody chose and arranged; shared ones colleagues read.
create table own_dashboard (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  -- DashboardCard[], in their order.
  cards jsonb not null,
  shared boolean not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create index own_dashboard_of_person on own_dashboard (tenant_id, user_id);
create index own_dashboard_shared on own_dashboard (tenant_id) where shared;
