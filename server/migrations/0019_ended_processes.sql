-- A category's own process can be ended (停用): from then on its cases follow the one above again. Null: until a later version begins.
alter table process_version add column ended_at timestamptz;
