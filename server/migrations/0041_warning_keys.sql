-- What was cleared or merged a while ago is asked for by kind and key with every raise.
create index warning_of_key on warning (tenant_id, kind, key);
-- Social posts that are no case are looked through every few seconds, a week back.
create index contact_social on contact (tenant_id, at desc) where channel = 'social' and case_id is null;
-- Contacts that turned out not to be dissatisfied leave their points, by the days just past.
create index risk_point_match_latent on risk_point_match (tenant_id, day) where kind = 'latent';
