import type { Database } from './database.ts'

type Role = { name: string; superuser: boolean; bypasses: boolean }

/**
 * Row-level security is the second wall between tenants, and PostgreSQL spares some roles from it.
 * @returns a sentence for the person at the console when the role is such a one
 */
export function missingWall({ name, superuser, bypasses }: Role): string | undefined {
  if (!superuser && !bypasses) return undefined
  const why = superuser ? 'is a superuser' : 'has BYPASSRLS'
  return `Warning: role "${name}" of DATABASE_URL ${why}, so the database's own wall between tenants (row-level security) does not hold: give the server a role without it, and the owner's in MIGRATE_DATABASE_URL`
}

/** The role the server works with, and what PostgreSQL spares it. */
export async function roleAtWork({ pool }: Pick<Database, 'pool'>): Promise<Role> {
  const { rows } = await pool.query<Role>(
    'select rolname as name, rolsuper as superuser, rolbypassrls as bypasses from pg_roles where rolname = current_user',
  )
  return rows[0] ?? { name: '', superuser: false, bypasses: false }
}
