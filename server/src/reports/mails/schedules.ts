import type { ReportSchedule, ReportScheduleChange, ReportScheduleInput } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Database, Tables, Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { resealColumn } from '../../platform/reseal.ts'
import { outsideAllowed } from './settings.ts'

type Input = z.infer<typeof ReportScheduleInput>
export type Schedule = Selectable<Tables['report_schedule']>

export const outsideOf = (keys: Keys, { outside_cipher: cipher }: Pick<Schedule, 'outside_cipher'>): string[] =>
  cipher ? JSON.parse(keys.decrypt(cipher)) : []

/** 定时发送 of a tenant, each with the last report it asked for. */
export async function listSchedules(tx: Tx, keys: Keys, tenantId: string): Promise<ReportSchedule[]> {
  const rows = await tx
    .selectFrom('report_schedule')
    .selectAll()
    .select(
      sql<{ reportId: string; at: string; toDay: string } | null>`(
        select jsonb_build_object('reportId', r.id, 'at', to_char(r.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'toDay', r.to_day::text)
        from periodic_report r
        where r.tenant_id = report_schedule.tenant_id and r.schedule_id = report_schedule.id order by r.to_day desc limit 1)`.as('last'),
    )
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    language: row.language,
    active: row.active,
    workingDay: row.working_day,
    atMinutes: row.at_minutes,
    roleIds: row.role_ids,
    outside: outsideOf(keys, row),
    formats: row.formats,
    version: row.version,
    last: row.last,
  }))
}

/** @throws INPUT_INVALID for nobody, an unknown role, or an address outside where these are not allowed */
async function valuesOf({ tx, actor, keys, now }: Act, input: Input) {
  const { tenantId, userId } = actor
  if (input.roleIds.length + input.outside.length === 0) throw invalidInput('#/roleIds', '请选择至少一个角色，或填写一个邮箱')
  if (input.outside.length > 0 && !(await outsideAllowed(tx, tenantId))) throw invalidInput('#/outside', '发送设置里没有允许企业以外的邮箱')
  const known = await tx
    .selectFrom('role')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sql<string>`any(${input.roleIds}::uuid[])`)
    .execute()
  if (known.length < new Set(input.roleIds).size) throw invalidInput('#/roleIds', '没有这个角色，请重新选择')
  return {
    kind: input.kind,
    language: input.language,
    active: input.active,
    working_day: input.workingDay,
    at_minutes: input.atMinutes,
    role_ids: [...new Set(input.roleIds)],
    outside_cipher: input.outside.length > 0 ? keys.encrypt(JSON.stringify([...new Set(input.outside)])) : null,
    formats: [...new Set(input.formats)],
    made_at: now,
    made_by: userId,
  }
}

/** 新增定时发送. @throws INPUT_INVALID */
export async function addSchedule(act: Act, input: Input): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const id = newId()
  await tx
    .insertInto('report_schedule')
    .values({ tenant_id: actor.tenantId, id, ...(await valuesOf(act, input)) })
    .execute()
  await record(act, 'reportSchedule.made', id, input.kind, now)
  return { id }
}

/** @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function changeSchedule(act: Act, id: string, { version, ...input }: z.infer<typeof ReportScheduleChange>) {
  await lockSchedule(act, id, version)
  await act.tx
    .updateTable('report_schedule')
    .set({ ...(await valuesOf(act, input)), version: version + 1 })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', id)
    .execute()
  await record(act, 'reportSchedule.changed', id, input.kind, act.now)
}

/** 删除定时发送; what it sent stays. @throws NOT_FOUND, VERSION_CONFLICT */
export async function endSchedule(act: Act, id: string, version: number) {
  const { kind } = await lockSchedule(act, id, version)
  await act.tx.deleteFrom('report_schedule').where('tenant_id', '=', act.actor.tenantId).where('id', '=', id).execute()
  await record(act, 'reportSchedule.ended', id, kind, act.now)
}

async function lockSchedule({ tx, actor }: Act, id: string, version: number) {
  const row = await tx
    .selectFrom('report_schedule')
    .select(['kind', 'version'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条定时发送')
  if (row.version !== version) throw new AppError('VERSION_CONFLICT', '别人刚改过，请刷新后再改')
  return row
}

const record = (
  { tx, actor }: Act,
  kind: 'reportSchedule.made' | 'reportSchedule.changed' | 'reportSchedule.ended',
  id: string,
  of: string,
  at: Date,
) => recordAudit(tx, { tenantId: actor.tenantId, kind, actorId: actor.userId, subjectId: id, facts: { kind: of }, at })

/** 密钥轮换: addresses outside. @returns how many */
export async function rotateReportKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  const schedules = { table: 'report_schedule', column: 'outside_cipher', key: { id: 'uuid' } } as const
  const mails = { table: 'report_mail', column: 'address_cipher', key: { id: 'uuid' } } as const
  return (await resealColumn(database, keys, tenantId, schedules)) + (await resealColumn(database, keys, tenantId, mails))
}
