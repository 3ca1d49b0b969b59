import type { CrisisCases, CrisisClosure, CrisisInput, CrisisNote } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, readCaseNumber, visibleCases } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addEvents, masked } from '../governance/events.ts'
import type { TellPeople } from '../governance/notice.ts'
import { addLine, lockCrisis, noticeOf } from './act.ts'
import './tables.ts'

/** 开设危机事件, from a warning (its rows come along) or by hand. @throws NOT_FOUND, INPUT_INVALID, ALREADY_EXISTS */
export async function openCrisis(act: Act, tell: TellPeople, input: z.infer<typeof CrisisInput>): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const leadId = input.leadId ?? actor.userId
  if (!leadId) throw invalidInput('#/leadId', '请选择总负责人')
  await activePerson(tx, tenantId, leadId)
  const { warningId } = input
  if (warningId) await requireFreeWarning(act, warningId)
  const id = newId()
  const row = { id, title: masked(input.title) }
  await tx
    .insertInto('crisis')
    .values({
      tenant_id: tenantId,
      ...row,
      warning_id: warningId ?? null,
      lead_id: leadId,
      at: now,
      opened_by: actor.userId,
      closed_at: null,
      closed_by: null,
      review: null,
    })
    .execute()
  await addLine(act, id, { kind: 'opened', facts: { leadId, ...(warningId && { warningId }) }, note: input.note })
  if (warningId) {
    await sql`
      insert into crisis_case (tenant_id, crisis_id, case_id)
      select tenant_id, ${id}, case_id from warning_case where tenant_id = ${tenantId} and warning_id = ${warningId}`.execute(tx)
    await addEvents(tx, tenantId, [{ warningId, kind: 'crisisOpened', at: now, byId: actor.userId, facts: { crisisId: id } }])
  }
  await recordAudit(tx, { tenantId, kind: 'crisis.opened', actorId: actor.userId, subjectId: id, facts: { warningId, leadId }, at: now })
  if (leadId !== actor.userId) await tell(tx, tenantId, [noticeOf(row, leadId, 'crisisOpened', 'opened', now)], now)
  return { id }
}

async function requireFreeWarning({ tx, actor }: Act, warningId: string) {
  const warning = await tx
    .selectFrom('warning')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', warningId)
    .forUpdate()
    .executeTakeFirst()
  if (!warning) throw new AppError('NOT_FOUND', '没有这条预警')
  const open = await tx
    .selectFrom('crisis')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('warning_id', '=', warningId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (open) throw new AppError('ALREADY_EXISTS', '这条预警已经开设了危机事件')
}

/** 记一笔: what happened, on the timeline. @throws NOT_FOUND, ALREADY_DECIDED */
export async function noteInCrisis(act: Act, id: string, { text }: z.infer<typeof CrisisNote>) {
  await lockCrisis(act, id)
  await addLine(act, id, { kind: 'noted', note: text })
  return { id }
}

/** 关联工单 by their numbers: only cases the person may see. @throws NOT_FOUND, ALREADY_DECIDED, INPUT_INVALID naming the numbers nobody knows */
export async function linkCases(act: Act, id: string, { numbers }: z.infer<typeof CrisisCases>) {
  const { tx, actor } = act
  await lockCrisis(act, id)
  const asked = new Map(numbers.map((number) => [number, readCaseNumber(number)]))
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number'])
    .where('tenant_id', '=', actor.tenantId)
    .where('number', 'in', [...new Set([...asked.values()].filter((number) => number !== undefined && number !== null)), ''])
    .where(visibleCases(actor))
    .execute()
  const found = new Set(rows.map(({ number }) => number))
  const unknown = numbers.filter((number) => !found.has(asked.get(number) ?? ''))
  if (unknown.length > 0) throw invalidInput('#/numbers', `没有这些工单：${unknown.slice(0, 10).join('、')}`)
  await tx
    .insertInto('crisis_case')
    .values(rows.map((row) => ({ tenant_id: actor.tenantId, crisis_id: id, case_id: row.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await addLine(act, id, { kind: 'casesLinked', facts: { count: rows.length } })
  return { id }
}

/** 结束: with a review; no task may be open and no statement wait. @throws NOT_FOUND, ALREADY_DECIDED, VERSION_CONFLICT, CRISIS_NOT_FINISHED */
export async function closeCrisis(act: Act, id: string, { review, version }: z.infer<typeof CrisisClosure>) {
  const { tx, actor, now } = act
  await lockCrisis(act, id, version)
  const { rows } = await sql<{ tasks: number; waiting: number }>`
    select (select count(*) from crisis_task where tenant_id = ${actor.tenantId} and crisis_id = ${id} and done_at is null) as tasks,
      (select count(*) from crisis_statement where tenant_id = ${actor.tenantId} and crisis_id = ${id} and decided_at is null) as waiting`.execute(
    tx,
  )
  const [left] = rows
  if (left?.tasks) throw new AppError('CRISIS_NOT_FINISHED', `还有 ${left.tasks} 项任务没有完成`)
  if (left?.waiting) throw new AppError('CRISIS_NOT_FINISHED', `还有 ${left.waiting} 份声明待审批`)
  await tx
    .updateTable('crisis')
    .set({ closed_at: now, closed_by: actor.userId, review: masked(review) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await addLine(act, id, { kind: 'closed', note: review })
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'crisis.closed', actorId: actor.userId, subjectId: id, at: now })
  return { id }
}
