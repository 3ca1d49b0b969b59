import type { OwnDaysInput, WorkCalendar } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { dateOf, dayOf } from '../calendar/days.ts'
import { keepBook, requireSlots } from './checks.ts'
import { findCalendar, takeCalendar } from './queries.ts'

const mostDays = 62

/**
 * 另定: days off (厂休、停工), days worked (补班) or days with hours of their own, each with its reason; they come before public holidays.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID
 */
export async function setOwnDays({ tx, actor, now }: Act, id: string, input: z.infer<typeof OwnDaysInput>): Promise<WorkCalendar> {
  const { tenantId } = actor
  const { from, to, kind, hours, reason, version } = input
  if (to < from) throw invalidInput('#/to', '结束日期早于开始日期')
  const count = dayOf(to) - dayOf(from) + 1
  if (count > mostDays) throw invalidInput('#/to', `一次最多 ${mostDays} 天，请分几次设置`)
  if ((kind === 'hours') !== Boolean(hours?.length))
    throw invalidInput('#/hours', kind === 'hours' ? '请填写这几天的上班时段' : '只有“另定时段”才填写上班时段')
  requireSlots(hours ?? [], '#/hours', '这一天')
  await takeCalendar(tx, tenantId, id, version)
  const own = { kind, hours: hours?.length ? JSON.stringify(hours) : null, reason, by_id: actor.userId, at: now }
  await tx
    .insertInto('calendar_day')
    .values(Array.from({ length: count }, (_, at) => ({ tenant_id: tenantId, calendar_id: id, day: dateOf(dayOf(from) + at), ...own })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'calendar_id', 'day']).doUpdateSet(own))
    .execute()
  await keepBook(tx, tenantId)
  await recordAudit(tx, {
    tenantId,
    kind: 'calendar.daysSet',
    actorId: actor.userId,
    subjectId: id,
    facts: { from, to, as: kind, hours },
    reason,
    at: now,
  })
  return findCalendar(tx, tenantId, id)
}

/** 取消另定: the day is again what the week and the public holidays say. @throws NOT_FOUND, VERSION_CONFLICT */
export async function clearOwnDay(
  { tx, actor, now }: Act,
  id: string,
  date: string,
  { version, reason }: { version: number; reason: string },
) {
  const { tenantId } = actor
  await takeCalendar(tx, tenantId, id, version)
  const removed = await tx
    .deleteFrom('calendar_day')
    .where('tenant_id', '=', tenantId)
    .where('calendar_id', '=', id)
    .where('day', '=', date)
    .executeTakeFirst()
  if (!removed.numDeletedRows) throw new AppError('NOT_FOUND', `${date} 没有另定`)
  await keepBook(tx, tenantId)
  const facts = { date }
  await recordAudit(tx, { tenantId, kind: 'calendar.dayCleared', actorId: actor.userId, subjectId: id, facts, reason, at: now })
  return findCalendar(tx, tenantId, id)
}
