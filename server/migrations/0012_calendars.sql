-- 工作日历: the company's working hours, and those of units that keep others.
create table work_calendar (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  -- Without one it keeps the tenant's; the company's own always does.
  zone text,
  -- Slots by weekday; what a day of the weekend has is worked on make-up days.
  hours jsonb not null,
  weekend text[] not null,
  -- Whose public holidays it keeps; none: only its own days off.
  region text,
  company boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  check (zone is null or not company)
);
create unique index work_calendar_company on work_calendar (tenant_id) where company;

-- Which calendar a unit and everything below it keeps; without a row, that of the unit above, at last the company's.
create table unit_calendar (
  tenant_id uuid not null references tenant (id) on delete cascade,
  unit_id uuid not null,
  calendar_id uuid not null,
  primary key (tenant_id, unit_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id) on delete cascade,
  foreign key (tenant_id, calendar_id) references work_calendar (tenant_id, id)
);
create index unit_calendar_calendar on unit_calendar (tenant_id, calendar_id);

-- 放假安排 of a year as the authority announced it; a year without a row is not yet announced.
create table holiday_year (
  tenant_id uuid not null references tenant (id) on delete cascade,
  region text not null,
  year integer not null,
  notice jsonb not null,
  holidays jsonb not null,
  origin text not null,
  by_id uuid,
  at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, region, year)
);

-- A calendar's own days, before any public holiday: off, worked (补班), or with hours of their own.
create table calendar_day (
  tenant_id uuid not null references tenant (id) on delete cascade,
  calendar_id uuid not null,
  day date not null,
  kind text not null,
  hours jsonb,
  reason text not null,
  by_id uuid,
  at timestamptz not null,
  primary key (tenant_id, calendar_id, day),
  foreign key (tenant_id, calendar_id) references work_calendar (tenant_id, id) on delete cascade
);

-- What was read of a tenant's calendars holds while the stamp stands; every change makes a new one.
create table calendar_book (
  tenant_id uuid not null references tenant (id) on delete cascade,
  stamp uuid not null,
  primary key (tenant_id)
);

-- Roles as they were shipped learn what is new, tenant by tenant behind the wall; the administrator has every permission by itself.
do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update role set permissions = permissions || array['calendars:manage']
      where tenant_id = t and shipped and code = 'manager' and not 'calendars:manage' = any(permissions);
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
