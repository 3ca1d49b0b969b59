import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import { insertReport, periodsOf } from '../../reports/index.ts'

const kinds = ['board', 'monthly', 'weekly', 'daily'] as const

/** 定期报告 of the demo: the last month, the last week and yesterday; made by the job as soon as everything is counted. */
export async function writePeriodicReports(tx: Tx, tenantId: string, now: Date) {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  for (const kind of kinds)
    await insertReport(tx, tenantId, { kind, language: 'zh-CN', periods: periodsOf(kind, today), at: now, by: null, scheduleId: null })
}
