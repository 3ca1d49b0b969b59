-- 未核实: typed by anybody into a page, a chat or a mail. It identifies nobody until a code or a colleague proves it, and never owns the value.
alter table contact_point add column unproven boolean not null default false;
alter table contact_point add constraint contact_point_unproven check (shared or not unproven);
