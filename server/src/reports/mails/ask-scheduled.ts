import { tenantZone } from '../../identity/index.ts'
import { beginOf, dayOf } from '../../platform/days.ts'
import type { Deps } from '../../platform/deps.ts'
import { calendarOf, isWorkingDay } from '../../sla/index.ts'
import { insertReport } from '../ask.ts'
import { dueOn } from './due.ts'
import '../tables.ts'

/** 定时报告: asks for what is due by the company's calendar, each period once; not for one whose hour had passed when the schedule was made or changed. */
export async function askScheduledReports({ database, clock }: Deps, tenantId: string) {
  const now = clock()
  await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const schedules = await tx
        .selectFrom('report_schedule')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('active', '=', true)
        .execute()
      if (schedules.length === 0) return
      const zone = await tenantZone(tx, tenantId)
      const calendar = await calendarOf(tx, tenantId, null)
      const today = dayOf(now, zone)
      for (const { id, kind, language, working_day: workingDay, at_minutes: atMinutes, made_at: since } of schedules) {
        const due = dueOn({ kind, workingDay }, today, (day) => isWorkingDay(calendar, day))
        if (!due) continue
        const dueAt = new Date(beginOf(due.since, zone).getTime() + atMinutes * 60_000)
        if (dueAt > now || dueAt < since) continue
        await insertReport(tx, tenantId, { kind, language, periods: due.periods, at: now, by: null, scheduleId: id })
      }
    })
}
