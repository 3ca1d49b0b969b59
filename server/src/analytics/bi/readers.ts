import pg from 'pg'

/** Every view a reader may ask; the table of readers is nobody's. */
export const biViews = ['units', 'categories', 'cases', 'cycles', 'events', 'clocks', 'actions', 'satisfaction', 'daily_counts'] as const

export type BiReader = { role: string; tenant: string; grantedAt: string }

/**
 * 只读视图: lets a role of the database read one tenant's rows in the views of schema `bi`, and nothing else.
 * @param owner connection of the tables' owner
 * @throws Error with a sentence: no such role, or one that the wall would not hold
 */
export async function grantBiReader(owner: pg.ClientBase, { role, tenantId, now }: { role: string; tenantId: string; now: Date }) {
  const refusal = await refusalOf(owner, role)
  if (refusal) throw new Error(refusal)
  const name = pg.escapeIdentifier(role)
  await owner.query('begin')
  try {
    await owner.query(
      'insert into bi.reader (role, tenant_id, granted_at) values ($1, $2, $3) on conflict (role) do update set tenant_id = $2, granted_at = $3',
      [role, tenantId, now],
    )
    await owner.query(`grant usage on schema bi to ${name}; grant select on ${listOfViews} to ${name}`)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** The role reads nothing any more. @throws Error with a sentence */
export async function revokeBiReader(owner: pg.ClientBase, role: string) {
  const { rowCount } = await owner.query('delete from bi.reader where role = $1', [role])
  if (rowCount === 0) throw new Error(`The role "${role}" reads no tenant`)
  const { rowCount: exists } = await owner.query('select from pg_roles where rolname = $1', [role])
  const name = pg.escapeIdentifier(role)
  if (exists) await owner.query(`revoke all on ${listOfViews} from ${name}; revoke all on schema bi from ${name}`)
}

export async function listBiReaders(owner: pg.ClientBase): Promise<BiReader[]> {
  const { rows } = await owner.query<{ role: string; tenant: string; at: Date }>(
    'select r.role, t.code as tenant, r.granted_at as at from bi.reader r join tenant t on t.id = r.tenant_id order by r.role',
  )
  return rows.map(({ role, tenant, at }) => ({ role, tenant, grantedAt: at.toISOString() }))
}

const listOfViews = biViews.map((view) => `bi.${view}`).join(', ')

type Rights = { superuser: boolean; bypasses: boolean; owns: boolean; reads: boolean }

async function refusalOf(owner: pg.ClientBase, role: string): Promise<string | undefined> {
  const { rows } = await owner.query<Rights>(
    `select rolsuper as superuser, rolbypassrls as bypasses, pg_has_role(oid, current_user, 'MEMBER') as owns,
       exists (select from pg_roles other where pg_has_role(asked.oid, other.oid, 'MEMBER')
         and has_table_privilege(other.oid, 'complaint_case', 'SELECT')) as reads
     from pg_roles asked where rolname = $1`,
    [role],
  )
  const [rights] = rows
  if (!rights) return `The database has no role "${role}": an administrator of the database makes it (docs/guide/bi.md)`
  if (rights.superuser || rights.bypasses)
    return `The wall between tenants does not hold for "${role}" (superuser or BYPASSRLS): take another role`
  if (rights.owns || rights.reads) return `"${role}" has rights of its own on the tables: readers need a role that has none`
  return undefined
}
