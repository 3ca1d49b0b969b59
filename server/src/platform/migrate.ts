import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { installJobs } from './jobs-schema.ts'
import { inRoot } from './paths.ts'

/** Tables outside any tenant: found before the tenant is known. */
export const tablesWithoutTenant = ['tenant', 'tenant_host', 'installation', 'schema_migration']

const folder = inRoot('server', 'migrations')
// Any fixed number: two processes that start at once migrate one after the other.
const migrationLock = 7_441_020

/**
 * Brings the schema up to date: applies each numbered file once, then puts row-level security on every table with a
 * `tenant_id` and grants the application's role what it needs.
 * @param ownerUrl role that owns the schema  @param appRole role the application signs in with; the same one is allowed
 * @param only applies no others than these: a backup is loaded into tables of its own level
 * @returns names of the files applied now
 */
export async function migrate(ownerUrl: string, appRole?: string, only = migrationNames()): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: versions } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
    if ((versions[0]?.version ?? 0) < 150_000) throw new Error('PostgreSQL 15 or newer is needed')
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const pending = (await pendingMigrations(client)).filter((name) => only.includes(name))
    // A process that was given the application's role only, on a database that its owner migrated.
    if (pending.length === 0 && !(await mayChangeTables(client))) return []

    // Where the application signs in as the owner, the owner gave this up the last time.
    if (pending.length) await client.query('grant insert on schema_migration to current_user')
    for (const name of pending) await apply(client, name)
    await client.query(tenantWall)
    await installJobs(client)
    if (appRole) await client.query(grantsFor(appRole))
    return pending
  } finally {
    await client.end()
  }
}

/** Role that an address of a database signs in with. */
export const roleOf = (url: string) => new pg.Client({ connectionString: url }).user

/** Names of all migrations the program knows, in their order. */
export const migrationNames = () =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()

/**
 * Migrations the program knows and the database lacks; changes nothing.
 * @throws Error with a sentence when it has none at all, or some of a newer program
 */
export async function missingMigrations({ pool }: { pool: pg.Pool }): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string | null }>(`select to_regclass('schema_migration')::text as name`)
  if (!tables[0]?.name) throw new Error('The database has no tables yet: npm start makes them')
  const { rows } = await pool.query<{ name: string }>('select name from schema_migration')
  return missingIn(new Set(rows.map((row) => row.name)))
}

function missingIn(applied: Set<string>): string[] {
  const known = migrationNames()
  const unknown = [...applied].filter((name) => !known.includes(name))
  if (unknown.length) throw new Error(`The database was migrated by a newer version of the program (${unknown.join(', ')})`)
  return known.filter((name) => !applied.has(name))
}

async function pendingMigrations(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string | null }>(`select to_regclass('schema_migration')::text as name`)
  if (!tables[0]?.name) {
    await client.query('create table schema_migration (name text primary key, applied_at timestamptz not null default now())')
  }
  const { rows } = await client.query<{ name: string }>('select name from schema_migration')
  return missingIn(new Set(rows.map((row) => row.name)))
}

async function mayChangeTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ owner: boolean }>(
    `select pg_has_role(current_user, relowner, 'USAGE') as owner from pg_class where oid = 'schema_migration'::regclass`,
  )
  return rows[0]?.owner ?? false
}

async function apply(client: pg.Client, name: string) {
  await client.query('begin')
  try {
    await client.query(readFileSync(join(folder, name), 'utf8'))
    await client.query('insert into schema_migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** Second wall behind the queries: without a tenant a table shows no rows and takes none. */
const tenantWall = `
do $$
declare t text;
begin
  for t in
    select c.relname from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in (${tablesWithoutTenant.map((name) => `'${name}'`).join(', ')})
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_wall')
  loop
    execute format('alter table %I enable row level security', t);
    if coalesce(obj_description(format('public.%I', t)::regclass, 'pg_class'), '') not like 'wall not forced%' then
      execute format('alter table %I force row level security', t);
    end if;
    execute format($p$create policy tenant_wall on %I using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t);
  end loop;
end $$`

/**
 * What the application's role may do. A table whose comment says `append-only` it may not change or remove from; columns named behind
 * `except` it may still fill.
 */
function grantsFor(role: string) {
  const name = `"${role.replaceAll('"', '""')}"`
  return `
    grant usage on schema public to ${name};
    grant select, insert, update, delete on all tables in schema public to ${name};
    revoke insert, update, delete on schema_migration from ${name};
    grant usage on schema pgboss to ${name};
    grant select, insert, update, delete on all tables in schema pgboss to ${name};
    do $$
    declare t record;
    begin
      for t in
        select c.relname as name, substring(d.description from '^append-only except (.*)$') as columns
        from pg_class c join pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
        where c.relnamespace = 'public'::regnamespace and d.description like 'append-only%'
      loop
        execute format('revoke update, delete, truncate on %I from ${name}', t.name);
        if t.columns is not null then execute format('grant update (%s) on %I to ${name}', t.columns, t.name); end if;
      end loop;
    end $$;`
}
