import type pg from 'pg'
import { tablesWithoutTenant } from '../../platform/migrate.ts'

/** A table as a backup sees it. `ofTenant`: behind the tenants' wall, copied tenant by tenant. */
export type TableShape = { name: string; columns: string[]; ofTenant: boolean; parents: string[] }

// Told in the manifest, written by the migrations of the database it is loaded into.
const notCopied = 'schema_migration'

/** Every table, those that others refer to first, so that they can be loaded in this order. Read from the catalogue: none is forgotten. */
export async function readTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname::text as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "ofTenant",
      coalesce((select array_agg(distinct parent.relname::text) from pg_constraint k join pg_class parent on parent.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as parents
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '${notCopied}'
    order by 1`)
  return parentsFirst(rows.map((table) => ({ ...table, ofTenant: table.ofTenant && !tablesWithoutTenant.includes(table.name) })))
}

function parentsFirst(tables: TableShape[]): TableShape[] {
  const ordered: TableShape[] = []
  const left = new Set(tables)
  while (left.size) {
    const ready = [...left].filter(({ parents }) => parents.every((parent) => ordered.some(({ name }) => name === parent)))
    if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left].map(({ name }) => name).join(', ')}`)
    for (const table of ready) {
      ordered.push(table)
      left.delete(table)
    }
  }
  return ordered
}

/** Names of the migrations that were applied. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name')
  return rows.map(({ name }) => name)
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The tenant whose rows the next queries of the transaction see. */
export const enterTenant = (client: pg.ClientBase, tenantId: string) =>
  client.query(`select set_config('app.tenant', $1, true)`, [tenantId])

/** Rows of the tenant (null: of a table without tenants); the tenant is named here although the wall does the same. */
export async function countRows(client: pg.ClientBase, table: string, tenantId: string | null): Promise<number> {
  const where = tenantId === null ? '' : ' where tenant_id = $1'
  const { rows } = await client.query<{ count: string | number }>(
    `select count(*) as count from ${quoted(table)}${where}`,
    tenantId ? [tenantId] : [],
  )
  return Number(rows[0]?.count ?? 0)
}
