import { sql } from 'kysely'
import type { Deps } from '../src/platform/deps.ts'

// Everything a tenant holds of its cases, with names in the place of ids, so that two tenants can be held against each other.

const rowTables = [
  'dispatch',
  'dispatch_dispute',
  'task',
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
  'analysis_correction',
] as const
const tables = [
  'complaint_case',
  'case_event',
  'case_text',
  'search_doc',
  'case_cycle',
  'case_clock',
  'case_adherence',
  'case_turn',
  'case_analysis',
  'case_stage',
  'case_band',
  ...rowTables,
] as const
/** Made by chance or from ids, and so never the same twice. */
const leftOut = new Set([
  'overdue_told_at', // The demo's end tells what is overdue by then; the acts leave it to a sweep.
  'tenant_id',
  'number',
  'event_hash',
  'hash',
  'seal',
  'seq',
  'text_digest',
  'cipher',
  'salt',
])

type Row = Record<string, unknown>

export async function dumpOf(deps: Deps, tenantId: string): Promise<Record<string, string[]>> {
  const db = deps.database.tenant(tenantId)
  const all = async (table: string) => (await sql<Row>`select * from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(db)).rows
  const stored: Record<string, Row[]> = {}
  for (const table of tables) stored[table] = await all(table)

  const names = new Map<unknown, string>()
  for (const row of await all('unit')) names.set(row.id, `unit ${row.code}`)
  for (const row of await all('user_account')) names.set(row.id, `user ${row.username}`)
  for (const row of await all('process_version')) names.set(row.id, 'process')
  for (const row of await all('contact_point'))
    if (row.kind === 'phone') names.set(row.customer_id, deps.keys.decrypt(row.value_cipher as Buffer))
  for (const row of stored.complaint_case ?? []) {
    names.set(row.id, `case ${(row.received_at as Date).toISOString()} ${(row.text_hash as Buffer).toString('hex').slice(0, 8)}`)
  }
  for (const row of stored.case_clock ?? []) names.set(row.id, `clock ${names.get(row.case_id)} ${row.cycle} ${row.regime} ${row.step}`)
  for (const table of rowTables) {
    for (const row of stored[table] ?? [])
      names.set(row.id, `${table} ${names.get(row.case_id)} ${row.event_no} ${names.get(row.unit_id) ?? ''}`)
  }
  const named = (value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString()
    if (Buffer.isBuffer(value)) return value.toString('hex')
    if (Array.isArray(value)) return value.map(named)
    if (typeof value === 'object' && value !== null) return plain(value as Row)
    return names.get(value) ?? value
  }
  const plain = (row: Row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !leftOut.has(column))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([column, value]) => [column, named(value)]),
    )
  const timers = (await all('timer')).filter((row) => row.fired_at === null).map((row) => ({ ...row, id: null }))
  return Object.fromEntries(
    [...Object.entries(stored), ['timer', timers] as const].map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify(plain(row))).sort(),
    ]),
  )
}
