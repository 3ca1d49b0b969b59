import { type SqlBool, sql } from 'kysely'
import type { Keys } from './crypto.ts'
import type { Database, Tx } from './database.ts'

/** A column of ciphertexts, and the rest of its table's primary key with the types of its columns. */
export type SealedColumn = { table: string; column: string; key: Record<string, 'uuid' | 'integer' | 'text'> }

const batchRows = 500
type KeyValues = (string | number)[]

/**
 * Seals every value of the column that is under an older key anew with the newest, walking along the primary key in batches of one
 * transaction each; stopped, it can be run again. For the module that owns the table.
 * @returns how many it rewrote
 * @throws Error when a value was sealed with a key that is not at hand
 */
export async function resealColumn(database: Database, keys: Keys, tenantId: string, sealed: SealedColumn): Promise<number> {
  let resealed = 0
  let behind: KeyValues | null = null
  do {
    const batch: { last: KeyValues | null; rows: number } = await database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => resealBatch(tx, keys, tenantId, sealed, behind))
    behind = batch.last
    resealed += batch.rows
  } while (behind)
  return resealed
}

async function resealBatch(tx: Tx, keys: Keys, tenantId: string, { table, column, key }: SealedColumn, behind: KeyValues | null) {
  const names = Object.keys(key)
  const keyColumns = sql.join(names.map((name) => sql.ref(name)))
  const stale = sql<SqlBool>`substring(${sql.ref(column)} from 1 for 4) <> ${Buffer.from(keys.fingerprint, 'hex')}`
  const { rows } = await sql<Record<string, string | number> & { sealed_value: Buffer }>`
    select ${keyColumns}, ${sql.ref(column)} as sealed_value from ${sql.table(table)}
    where tenant_id = ${tenantId} and ${stale} ${behind ? sql`and (${keyColumns}) > (${sql.join(behind)})` : sql``}
    order by ${keyColumns} limit ${batchRows} for update`.execute(tx)
  const last = rows.at(-1)
  if (!last) return { last: null, rows: 0 }
  const arrays = names.map((name) => sql`${rows.map((row) => row[name])}::${sql.raw(key[name] ?? 'text')}[]`)
  const values = rows.map((row) => keys.encrypt(keys.decrypt(row.sealed_value)))
  const same = sql.join(
    names.map((name) => sql`t.${sql.ref(name)} = s.${sql.ref(name)}`),
    sql` and `,
  )
  await sql`
    update ${sql.table(table)} t set ${sql.ref(column)} = s.sealed_value
    from unnest(${sql.join(arrays)}, ${values}::bytea[]) as s (${keyColumns}, sealed_value)
    where t.tenant_id = ${tenantId} and ${same}`.execute(tx)
  return { last: names.map((name) => last[name] ?? ''), rows: rows.length }
}
