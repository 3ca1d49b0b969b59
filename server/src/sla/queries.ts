import type { CaseDetail } from '@zhiwei/contract'
import type { Insertable, Selectable } from 'kysely'
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

/** Stores clocks as they were counted; what identifies one never changes. */
export async function storeClocks(tx: Tx, rows: Insertable<CaseClockTable>[]) {
  if (rows.length === 0) return
  await tx
    .insertInto('case_clock')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'id']).doUpdateSet((eb) => ({
        started_at: eb.ref('excluded.started_at'),
        due_at: eb.ref('excluded.due_at'),
        state: eb.ref('excluded.state'),
        paused_at: eb.ref('excluded.paused_at'),
        paused_seconds: eb.ref('excluded.paused_seconds'),
        ended_at: eb.ref('excluded.ended_at'),
        breached_at: eb.ref('excluded.breached_at'),
      })),
    )
    .execute()
}

export const insertExtension = (tx: Tx, row: Insertable<ExtensionTable>) => tx.insertInto('extension').values(row).execute()

export async function zoneOf(tx: Tx, tenantId: string): Promise<string> {
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return zone
}

/** Seconds of the pause that has not ended yet. */
const runningPause = ({ state, paused_at }: StoredClock, now: Date) =>
  state === 'paused' && paused_at ? Math.max(0, (now.getTime() - paused_at.getTime()) / 1_000) : 0

/** What the case page shows of this module: the clocks of the present cycle, earliest first. */
export async function slaPart(tx: Tx, tenantId: string, caseId: string, now: Date): Promise<Pick<CaseDetail, 'clocks'>> {
  const clocks = (await storedClocksOf(tx, tenantId, [caseId])).get(caseId) ?? []
  const dueMs = ({ due_at }: StoredClock) => due_at?.getTime() ?? Number.POSITIVE_INFINITY
  return {
    clocks: clocks
      .sort((one, other) => dueMs(one) - dueMs(other))
      .map((clock) => ({
        id: clock.id,
        regime: clock.regime,
        step: clock.step,
        startedAt: clock.started_at.toISOString(),
        dueAt: clock.due_at?.toISOString() ?? null,
        state: clock.state,
        pausedMinutes: Math.floor((clock.paused_seconds + runningPause(clock, now)) / 60),
      })),
  }
}
