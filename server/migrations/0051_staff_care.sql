-- 缓一缓: what a person answered to the suggestion of a break; one occasion is suggested once.
create table staff_rest (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  -- hard case …, insult case …, night 2026-11-22
  occasion text not null,
  at timestamptz not null,
  -- taken · declined
  answer text not null,
  -- Until then no heavy case is given to them.
  until timestamptz,
  primary key (tenant_id, user_id, occasion),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create index staff_rest_until on staff_rest (tenant_id, until) where until is not null;

-- 同伴: a colleague looks after another, once both have agreed.
create table buddy (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  buddy_id uuid not null,
  at timestamptz not null,
  asked_by uuid not null,
  user_agreed_at timestamptz,
  buddy_agreed_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, buddy_id) references user_account (tenant_id, id)
);
create unique index buddy_open on buddy (tenant_id, user_id, buddy_id) where ended_at is null;
create index buddy_of on buddy (tenant_id, buddy_id) where ended_at is null;

-- 私人笔记: read by who wrote it alone, unless shared with the lead of the own team.
create table private_note (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  cipher bytea not null,
  shared_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create index private_note_own on private_note (tenant_id, user_id, at desc, id desc);
