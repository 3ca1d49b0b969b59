import type { PeriodicReportInput, PeriodicReportKind, ReportLanguage, ReportTemplate } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { dayAfter, dayOf } from '../platform/days.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/jobs.ts'
import { daysOfReport } from './days.ts'
import { type Periods, periodsOf } from './periods.ts'
import { templateOf } from './templates/templates.ts'
import './tables.ts'

export const makeJob = 'reports.make'

type Asked = {
  kind: PeriodicReportKind
  language: ReportLanguage
  periods: Periods
  at: Date
  by: string | null
  scheduleId: string | null
}

/** 生成 a report of the last whole period before a day; a job makes it. @throws INPUT_INVALID for a day to come */
export async function askReport(
  { tx, actor, now }: Act,
  { kind, language, on }: z.infer<typeof PeriodicReportInput>,
): Promise<{ id: string }> {
  const today = dayOf(now, await tenantZone(tx, actor.tenantId))
  if (on !== undefined && on >= today) throw invalidInput('#/on', '报告只讲已经过完的日子，请选昨天或更早')
  const periods = periodsOf(kind, on === undefined ? today : lastDayBehind(kind, on))
  if (periods.period.to >= today) throw invalidInput('#/on', '这一期还没有过完')
  const id = await insertReport(tx, actor.tenantId, { kind, language, periods, at: now, by: actor.userId, scheduleId: null })
  if (!id) throw new Error('a report asked for by a person was not put down')
  const facts = { kind, from: periods.period.from, to: periods.period.to }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'periodicReport.asked', actorId: actor.userId, subjectId: id, facts, at: now })
  return { id }
}

/** The first day after the period that holds `on`. */
function lastDayBehind(kind: PeriodicReportKind, on: string): string {
  for (let day = dayAfter(on, 1); ; day = dayAfter(day, 1)) {
    const { period } = periodsOf(kind, day)
    if (period.from <= on && on <= period.to) return day
  }
}

/** Puts it down with the template as it stands and has it made; null when the schedule has asked for this period already. */
export async function insertReport(
  tx: Tx,
  tenantId: string,
  { kind, language, periods, at, by, scheduleId }: Asked,
): Promise<string | null> {
  const id = newId()
  const template = await templateOf(tx, tenantId, kind)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('periodic_report')
    .values({
      tenant_id: tenantId,
      id,
      kind,
      language,
      zone: await tenantZone(tx, tenantId),
      from_day: periods.period.from,
      to_day: periods.period.to,
      before_from_day: periods.before.from,
      before_to_day: periods.before.to,
      template_version: template.version,
      template: JSON.stringify(contentOf(template)),
      state: 'waiting',
      asked_at: at,
      asked_by: by,
      schedule_id: scheduleId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return null
  await enqueue(tx, makeJob, { tenantId, reportId: id })
  return id
}

const contentOf = ({ title, cover, sections }: ReportTemplate) => ({ title, cover, sections })

/** 重新生成: the same period by the template and the data of now, as a report of its own; the old one stays as it is. @throws NOT_FOUND */
export async function makeAgain({ tx, actor, now }: Act, id: string): Promise<{ id: string }> {
  const row = await liveReport(tx, actor.tenantId, id)
  const periods = { period: { from: row.from, to: row.to }, before: { from: row.beforeFrom, to: row.beforeTo } }
  const made = await insertReport(tx, actor.tenantId, { ...row, periods, at: now, by: actor.userId, scheduleId: null })
  if (!made) throw new Error('a report asked for again was not put down')
  const facts = { kind: row.kind, from: row.from, to: row.to, again: id }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'periodicReport.asked', actorId: actor.userId, subjectId: made, facts, at: now })
  return { id: made }
}

/** 删除 with a reason; what was counted for it goes with it. @throws NOT_FOUND */
export async function deleteReport({ tx, actor, now }: Act, id: string, reason: string) {
  const { kind, from, to } = await liveReport(tx, actor.tenantId, id)
  await tx
    .updateTable('periodic_report')
    .set({ deleted_at: now, deleted_by: actor.userId, delete_reason: reason, facts: null })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'periodicReport.deleted',
    actorId: actor.userId,
    subjectId: id,
    facts: { kind, from, to },
    reason,
    at: now,
  })
}

async function liveReport(tx: Tx, tenantId: string, id: string) {
  const row = await tx
    .selectFrom('periodic_report')
    .select(['kind', 'language'])
    .select(daysOfReport)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份报告，或已经删除')
  return row
}
