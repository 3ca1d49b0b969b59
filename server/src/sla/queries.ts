import { type Insertable, type Selectable, sql } from 'kysely'
import type { Case } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { type ClockEvent, clockEvents } from './rules.ts'
import type { CaseClockTable, ExtensionTable } from './tables.ts'

export type StoredClock = Selectable<CaseClockTable>

/** Locks the cases in one order for everybody. History came with its own end and has no clocks. */
export const lockClockedCases = (tx: Tx, tenantId: string, caseIds: string[]): Promise<Case[]> =>
  tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', caseIds)
    .where('origin', '=', 'live')
    .orderBy('id')
    .forUpdate()
    .execute()

/** Events of each case's present cycle that concern its clocks, in their order; sealed or not. */
export async function clockEventsOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, ClockEvent[]>> {
  const rows = await tx
    .selectFrom('case_event as e')
    .innerJoin('complaint_case as c', (join) =>
      join.onRef('c.tenant_id', '=', 'e.tenant_id').onRef('c.id', '=', 'e.case_id').onRef('c.cycle', '=', 'e.cycle'),
    )
    .select(['e.case_id', 'e.kind', 'e.at', 'e.facts'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.case_id', 'in', caseIds)
    .where('e.kind', 'in', clockEvents)
    .orderBy('e.case_id')
    .orderBy('e.no')
    .execute()
  return Map.groupBy(rows, (row) => row.case_id)
}

export async function storedClocksOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, StoredClock[]>> {
  const rows = await tx
    .selectFrom('case_clock as k')
    .innerJoin('complaint_case as c', (join) =>
      join.onRef('c.tenant_id', '=', 'k.tenant_id').onRef('c.id', '=', 'k.case_id').onRef('c.cycle', '=', 'k.cycle'),
    )
    .selectAll('k')
    .where('k.tenant_id', '=', tenantId)
    .where('k.case_id', 'in', caseIds)
    .execute()
  return Map.groupBy(rows, (row) => row.case_id)
}

export type ClockRow = Omit<StoredClock, 'state'> & { state: string }

/** Stores clocks as they were counted; what identifies one never changes. */
export async function storeClocks(tx: Tx, rows: ClockRow[]) {
  const [first] = rows
  if (!first) return
  const column = <Column extends keyof ClockRow>(name: Column) => rows.map((row) => row[name])
  await sql`
    insert into case_clock (tenant_id, id, case_id, cycle, regime, step, started_at, due_at, state, paused_at, paused_seconds, ended_at, breached_at,
      rule_code, unit, amount, told_percent, assumed)
    select ${first.tenant_id}::uuid, * from unnest(
      ${column('id')}::uuid[], ${column('case_id')}::uuid[], ${column('cycle')}::int[], ${column('regime')}::text[], ${column('step')}::text[],
      ${column('started_at')}::timestamptz[], ${column('due_at')}::timestamptz[], ${column('state')}::text[], ${column('paused_at')}::timestamptz[],
      ${column('paused_seconds')}::bigint[], ${column('ended_at')}::timestamptz[], ${column('breached_at')}::timestamptz[], ${column('rule_code')}::text[],
      ${column('unit')}::text[], ${column('amount')}::float8[], ${column('told_percent')}::smallint[], ${column('assumed')}::boolean[])
    on conflict (tenant_id, id) do update set started_at = excluded.started_at, due_at = excluded.due_at, state = excluded.state,
      paused_at = excluded.paused_at, paused_seconds = excluded.paused_seconds, ended_at = excluded.ended_at, breached_at = excluded.breached_at,
      rule_code = excluded.rule_code, unit = excluded.unit, amount = excluded.amount, told_percent = excluded.told_percent,
      assumed = excluded.assumed`.execute(tx)
}

export const insertExtension = (tx: Tx, row: Insertable<ExtensionTable>) => tx.insertInto('extension').values(row).execute()

export async function zoneOf(tx: Tx, tenantId: string): Promise<string> {
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return zone
}
