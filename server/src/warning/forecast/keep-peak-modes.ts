import { type SqlBool, sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../series/tables.ts'
import { activatePeakMode } from './activate.ts'
import { findMode } from './peak-modes.ts'
import './tables.ts'

/** 高峰模式: begins and ends modes by their dates; one that begins starts its plan. @returns whether any began or ended */
export async function keepPeakModes(tx: Tx, tenantId: string, today: Day, now: Date): Promise<boolean> {
  const begun = await tx
    .updateTable('peak_mode')
    .set((eb) => ({ started_at: now, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('started_at', 'is', null)
    .where('ended_at', 'is', null)
    .where(sql<SqlBool>`starts_on <= ${today}::date`)
    .returning(['id', 'code'])
    .execute()
  const ended = await tx
    .updateTable('peak_mode')
    .set((eb) => ({ ended_at: now, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .where(sql<SqlBool>`ends_on < ${today}::date`)
    .returning(['id', 'code'])
    .execute()
  for (const [kind, modes] of [
    ['peakMode.began', begun],
    ['peakMode.endedByDate', ended],
  ] as const)
    for (const { id, code } of modes) await recordAudit(tx, { tenantId, kind, actorId: null, subjectId: id, facts: { code }, at: now })
  for (const { id } of begun) {
    const mode = await findMode(tx, tenantId, id)
    if (mode.state === 'running') await activatePeakMode(tx, tenantId, mode, now)
  }
  return begun.length + ended.length > 0
}
