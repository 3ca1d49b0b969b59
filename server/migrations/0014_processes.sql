-- Written processes (处理流程): versions are drafted, published with an effective date, and then never changed; a draft is in force for nobody.
alter table process_version add column state text not null default 'published';
alter table process_version add column title text not null default '';
alter table process_version add column version integer not null default 1;
alter table process_version add column made_at timestamptz;
alter table process_version add column made_by uuid;
alter table process_version add column published_at timestamptz;
alter table process_version add column published_by uuid;
-- No two versions of a category begin at the same instant: which one is in force would be chance.
create unique index process_version_begin on process_version (tenant_id, category, effective_from) nulls not distinct where state = 'published';

-- How far a cycle of a case kept to the version it is bound to (流程符合度); counted anew from the case's events whenever one concerns it.
create table case_adherence (
  tenant_id uuid not null references tenant (id) on delete cascade,
  case_id uuid not null,
  cycle integer not null,
  process_version_id uuid not null,
  unit_id uuid,
  category text,
  began_at timestamptz not null,
  steps integer not null,
  skipped integer not null,
  late integer not null,
  out_of_order integer not null,
  by_others integer not null,
  overrides integer not null,
  -- The next limit that nobody has met yet: once it has passed, the case counts as late without an event.
  next_due_at timestamptz,
  primary key (tenant_id, case_id, cycle),
  foreign key (tenant_id, case_id) references complaint_case (tenant_id, id)
);
create index case_adherence_began on case_adherence (tenant_id, began_at desc, case_id desc);
