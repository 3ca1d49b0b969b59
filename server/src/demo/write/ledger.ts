import { type Insertable, sql } from 'kysely'
import type { Tables, Tx } from '../../platform/database.ts'

/** Tables of a case in the order they are stored in; events come last, when all of them are in the order of time. */
const tablesOfCases = [
  'complaint_case',
  'case_text',
  'case_analysis',
  'case_stage',
  'analysis_correction',
  'case_cycle',
  'case_clock',
  'dispatch',
  'task',
  'dispatch_dispute',
  'suspension',
  'reminder',
  'escalation',
  'supervision',
  'extension',
  'unit_return',
  'remedy',
  'remedy_approval',
  'authority_ledger',
  'answer',
  'follow_up',
  'root_cause',
  'case_link',
  'case_band',
] as const
export type CaseTable = (typeof tablesOfCases)[number]
export type SearchText = { caseId: string; receivedAt: Date; body: string; tokens: string[] }

/** Rows waiting to be stored. */
export type Ledger = { rows: { [Table in CaseTable]: Insertable<Tables[Table]>[] }; search: SearchText[] }

export const emptyLedger = (): Ledger => ({
  rows: Object.fromEntries(tablesOfCases.map((table) => [table, []])) as unknown as Ledger['rows'],
  search: [],
})

export async function storeLedger(tx: Tx, tenantId: string, { rows, search }: Ledger) {
  for (const table of tablesOfCases) await insertMany(tx, table, rows[table])
  await sql`
    insert into search_doc (tenant_id, case_id, received_at, body, tokens)
    select ${tenantId}::uuid, case_id, received_at, body, array_to_tsvector(array(select jsonb_array_elements_text(tokens)))
    from unnest(${search.map((doc) => doc.caseId)}::uuid[], ${search.map((doc) => doc.receivedAt)}::timestamptz[],
      ${search.map((doc) => doc.body)}::text[], ${search.map((doc) => JSON.stringify(doc.tokens))}::jsonb[])
      as d (case_id, received_at, body, tokens)`.execute(tx)
}

const columnTypes = new Map<string, Map<string, string>>()

/** Stores any number of like rows with one statement and one parameter a column. */
export async function insertMany(tx: Tx, table: keyof Tables, rows: object[]) {
  const [first] = rows
  if (!first) return
  const types = await typesOf(tx, table)
  const columns = Object.keys(first)
  const arrays = columns.map((column) => {
    const type = types.get(column)
    if (!type) throw new Error(`${table} has no column ${column}`)
    return sql`${rows.map((row) => (row as Record<string, unknown>)[column] ?? null)}::${sql.raw(type)}[]`
  })
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) select * from unnest(${sql.join(arrays)})`.execute(
    tx,
  )
}

async function typesOf(tx: Tx, table: string): Promise<Map<string, string>> {
  const known = columnTypes.get(table)
  if (known) return known
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(tx)
  const types = new Map(rows.map(({ name, type }) => [name, type]))
  columnTypes.set(table, types)
  return types
}
