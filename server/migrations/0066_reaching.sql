-- 在场: when a visitor's window, and a person of ours, was last seen; without a sign of life a talk is given back or ended.
alter table chat add column seen_at timestamptz;
alter table chat_desk add column seen_at timestamptz;

-- 换一种方式: in whose stead a message goes, after that door did not reach the customer; how many parts of a long one have gone out already.
alter table outgoing_message add column instead_of text;
alter table outgoing_message add column parts_sent smallint not null default 0;
create index outgoing_message_order on outgoing_message (tenant_id, case_id, to_hash, id) where state in ('waiting', 'held');

-- 办结回传: when the platform was told that the complaint of this conversation is closed.
alter table case_thread add column completed_at timestamptz;

-- 图片随单: since when a picture of a talk lies on the case too.
alter table chat_file add column on_case_at timestamptz;
