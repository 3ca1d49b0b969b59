-- Twelve look-ups of the tenant a registration, each of which locks its row: bands go with their cases, and with a demo tenant by name (demo/remove.ts).
alter table case_band drop constraint case_band_tenant_id_fkey;
