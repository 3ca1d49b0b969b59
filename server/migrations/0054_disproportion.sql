-- 不成比例: a suggestion may be a product that one category of complaints names out of proportion, with its figures.
alter table risk_point_suggestion drop constraint risk_point_suggestion_source_check;
alter table risk_point_suggestion add constraint risk_point_suggestion_source_check check (source in ('topic', 'words', 'disproportion'));
alter table risk_point_suggestion add column pair jsonb;
