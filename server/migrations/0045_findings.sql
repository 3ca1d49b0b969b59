-- 认定: what was found of a complaint, each time; a second review leaves the first as it was.
create table finding (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  case_id uuid not null,
  cycle integer not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  -- made · reviewed · appealDecided
  kind text not null,
  finding text not null,
  -- The person complained about, and the three questions: right · wrong · unknown.
  about_id uuid,
  attitude text,
  accuracy text,
  procedure text,
  cause text,
  file_ids uuid[] not null,
  -- Not replaced by a later one.
  stands boolean not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id),
  foreign key (tenant_id, about_id) references user_account (tenant_id, id)
);
create index finding_of_case on finding (tenant_id, case_id, event_no);
create unique index finding_stands on finding (tenant_id, case_id, cycle) where stands;
create index finding_about on finding (tenant_id, about_id, at) where stands and about_id is not null;

create table finding_appeal (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  finding_id uuid not null,
  case_id uuid not null,
  event_no integer not null,
  at timestamptz not null,
  by_id uuid,
  -- staff · customer
  appealed_by text not null,
  decided_at timestamptz,
  decided_by uuid,
  changed boolean,
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id) references finding (tenant_id, id)
);
create unique index finding_appeal_of on finding_appeal (tenant_id, finding_id);
create index finding_appeal_open on finding_appeal (tenant_id, at) where decided_at is null;
