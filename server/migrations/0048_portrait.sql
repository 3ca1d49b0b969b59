-- 关怀的目的: a care task for an unhappy customer stands on what was read in a contact; one for a stage of the life cycle, or to tell what came of an
-- idea, stands on what a person wrote about it.
alter table care_task
  alter column latent_id drop not null,
  alter column contact_id drop not null,
  -- latent · welcome · retention · winBack · ideaOutcome
  add column purpose text not null default 'latent',
  -- What to offer or to tell; masked.
  add column about text,
  add column given_by uuid,
  add check ((purpose = 'latent') = (latent_id is not null));

-- Scripts by what the call is for, beside those by state of mind.
alter table care_script drop constraint care_script_mindset_check;
alter table care_script add constraint care_script_mindset_check
  check (mindset in ('vent', 'respect', 'compensation', 'none', 'welcome', 'retention', 'winBack', 'ideaOutcome'));
