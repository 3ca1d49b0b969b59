import type { CaseRow, CustomerTier } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { type Case, isOpen } from './lifecycle.ts'
import type { CustomersByPhone } from './search.ts'
import { signalsOfBits } from './signal-bits.ts'

/** What lists need from other modules, wired in app.ts. */
export type CaseListSources = {
  customersByPhone: CustomersByPhone
  customerNames: (tx: Tx, tenantId: string, ids: string[]) => Promise<Map<string, { name: string; tier: CustomerTier }>>
}

/** What a row of a list is made of: half the columns, a third of the bytes. */
export const rowColumns = [
  'id',
  'number',
  'status',
  'subject',
  'excerpt',
  'channel',
  'category',
  'severity',
  'stage',
  'priority',
  'emotion',
  'signal_bits',
  'customer_id',
  'agent_id',
  'handler_id',
  'unit_id',
  'received_at',
  'due_at',
  'suspended_at',
  'escalation_level',
  'updated_at',
  'closed_at',
  'cycle',
  'version',
] as const satisfies (keyof Case)[]
export type CaseListRow = Pick<Case, (typeof rowColumns)[number]>

/** 超时: its company limit is over, the case is open and its clocks are not stopped. */
export const isOverdue = (row: Pick<Case, 'due_at' | 'status' | 'suspended_at'>, now: Date) =>
  row.due_at !== null && row.due_at < now && row.suspended_at === null && isOpen(row.status)

/** Rows as people see them: names of people and units looked up once for the page, everything masked. */
export async function rowsOf(tx: Tx, tenantId: string, cases: CaseListRow[], now: Date, sources: CaseListSources): Promise<CaseRow[]> {
  if (cases.length === 0) return []
  const idsOf = (key: 'agent_id' | 'handler_id' | 'unit_id' | 'customer_id') => [
    ...new Set(cases.map((row) => row[key]).filter((id) => id !== null)),
  ]
  const people = await namesOf(tx, tenantId, [...new Set([...idsOf('agent_id'), ...idsOf('handler_id')])], idsOf('unit_id'))
  const customers = await sources.customerNames(tx, tenantId, idsOf('customer_id'))
  return cases.map((row) => {
    const customer = row.customer_id ? customers.get(row.customer_id) : undefined
    return {
      id: row.id,
      number: row.number,
      status: row.status,
      subject: row.subject,
      excerpt: row.excerpt,
      channel: row.channel,
      category: row.category,
      severity: row.severity,
      stage: row.stage,
      priority: row.priority,
      emotion: row.emotion,
      signals: signalsOfBits(row.signal_bits),
      customer: row.customer_id && customer ? { id: row.customer_id, ...customer } : null,
      agent: people(row.agent_id),
      handler: people(row.handler_id),
      unit: people(row.unit_id),
      receivedAt: row.received_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      overdue: isOverdue(row, now),
      suspended: row.suspended_at !== null,
      escalationLevel: row.escalation_level,
      updatedAt: row.updated_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      cycle: row.cycle,
      version: row.version,
    }
  })
}

/** Names of users and units in one question; answers with a look-up. */
export async function namesOf(tx: Tx, tenantId: string, userIds: string[], unitIds: string[]) {
  if (userIds.length + unitIds.length === 0) return () => null
  const { rows } = await sql<{ id: string; name: string }>`-- prepared: find_names
    select id, name from user_account where tenant_id = ${tenantId} and id = any(${userIds}::uuid[])
    union all select id, name from unit where tenant_id = ${tenantId} and id = any(${unitIds}::uuid[])`.execute(tx)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return (id: string | null) => (id !== null && names.has(id) ? { id, name: names.get(id) ?? '' } : null)
}
