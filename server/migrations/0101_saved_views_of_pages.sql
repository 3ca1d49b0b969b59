-- 常用视图 of any page, by its address; so far they were all of the case list.
alter table saved_view add column page text not null default '/cases';
create index saved_view_page on saved_view (tenant_id, page);

-- 默认视图: what a page opens with for a person, where they say nothing else.
create table saved_view_default (
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null,
  page text not null,
  view_id uuid not null,
  primary key (tenant_id, user_id, page),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, view_id) references saved_view (tenant_id, id) on delete cascade
);
create index saved_view_default_view on saved_view_default (tenant_id, view_id);
