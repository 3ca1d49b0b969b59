-- Contacts of unhappy customers who did not complain (隐性不满) stand in topics beside complaints. What was said stays with the contact.
create table topic_contact (
  tenant_id uuid not null references tenant (id) on delete cascade,
  contact_id uuid not null,
  topic_id uuid not null,
  -- When it was said.
  at timestamptz not null,
  primary key (tenant_id, contact_id)
);
create index topic_contact_topic on topic_contact (tenant_id, topic_id, at desc, contact_id desc);

-- 待看联络: of these it was decided anew whether their customer is unhappy without a complaint; topics look at each once. Written by the
-- transaction that decides.
create table topic_contact_due (
  tenant_id uuid not null references tenant (id) on delete cascade,
  contact_id uuid not null,
  at timestamptz not null default now(),
  changes integer not null default 1,
  primary key (tenant_id, contact_id)
);
create index topic_contact_due_at on topic_contact_due (tenant_id, at);

-- Of the days before this: those a topic could still take in.
insert into topic_contact_due (tenant_id, contact_id, at)
select tenant_id, id, at from contact
where verdict in ('latent', 'anonymous') and stage >= 2 and case_id is null and at > now() - interval '45 days';

alter table topic add column contacts integer not null default 0;
-- What the largest is: complaints and contacts.
alter table topic add column messages integer generated always as (cases + contacts) stored;
create index contact_topical on contact (tenant_id, at desc) where verdict in ('latent', 'anonymous') and stage >= 2 and case_id is null;
