import type { ReportInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { hourIn } from '../../platform/zones.ts'
import { dayAfter, dayOf, daysBetween, mondayOf, weekdayOf } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { makeReportJob } from './make.ts'
import './tables.ts'
import { requireAllCases } from './visible.ts'

const longestDays = 92
const weeklyFromHour = 7

/** The last whole week, Monday to Sunday. */
export function lastWeek(today: Day): { from: Day; to: Day } {
  const monday = mondayOf(today)
  return { from: dayAfter(monday, -7), to: dayAfter(monday, -1) }
}

const titleOf = (from: Day, to: Day) => `调查预测报告 ${from} 至 ${to}`

/** 生成报告 on demand; a job writes it. @throws NOT_PERMITTED, INPUT_INVALID for days that are not over, or too many */
export async function askReport({ tx, actor, now }: Act, input: z.infer<typeof ReportInput>): Promise<{ id: string }> {
  requireAllCases(actor)
  const today = dayOf(now, await tenantZone(tx, actor.tenantId))
  const usual = lastWeek(today)
  const to = input.toDay ?? (input.fromDay ? dayAfter(today, -1) : usual.to)
  const from = input.fromDay ?? (input.toDay ? dayAfter(to, -6) : usual.from)
  if (to >= today) throw invalidInput('#/toDay', '报告只讲已经过完的日子，请选昨天或更早')
  if (from > to) throw invalidInput('#/fromDay', '开始日期不能晚于结束日期')
  if (daysBetween(from, to) >= longestDays) throw invalidInput('#/fromDay', `一份报告最多 ${longestDays} 天`)
  const id = await insertReport(tx, actor.tenantId, {
    kind: 'onDemand',
    title: input.title ?? titleOf(from, to),
    from,
    to,
    at: now,
    by: actor.userId,
  })
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'report.asked',
    actorId: actor.userId,
    subjectId: id,
    facts: { from, to },
    at: now,
  })
  return { id: id as string }
}

/** 每周报告: Mondays from seven o'clock in the tenant's zone, of the week before; once, also when the server slept through the hour. */
export async function askWeeklyReport({ database, clock }: Deps, tenantId: string) {
  const now = clock()
  await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const zone = await tenantZone(tx, tenantId)
      const today = dayOf(now, zone)
      if (weekdayOf(today) === 0 && hourIn(now, zone) < weeklyFromHour) return
      const { from, to } = lastWeek(today)
      // A company that counted nothing in the week has nothing to tell.
      const counted = await tx
        .selectFrom('series_case')
        .select('case_id')
        .where('tenant_id', '=', tenantId)
        .where('live', '=', true)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .limit(1)
        .executeTakeFirst()
      if (counted) await insertReport(tx, tenantId, { kind: 'weekly', title: titleOf(from, to), from, to, at: now, by: null })
    })
}

type Asked = { kind: 'weekly' | 'onDemand'; title: string; from: Day; to: Day; at: Date; by: string | null }

/** Puts it down and has it written; none when there is one of that week. */
export async function insertReport(tx: Tx, tenantId: string, { kind, title, from, to, at, by }: Asked): Promise<string | null> {
  const id = newId()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('report')
    .values({
      tenant_id: tenantId,
      id,
      title,
      kind,
      from_day: from,
      to_day: to,
      state: 'waiting',
      asked_at: at,
      asked_by: by,
      made_at: null,
      finished_at: null,
      finished_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return null
  await enqueue(tx, makeReportJob, { tenantId, reportId: id })
  return id
}
