import type { CaseDetail, CaseTask, TaskLimit } from '@zhiwei/contract'
import type { Insertable, Updateable } from 'kysely'
import { type Act, type Case, personNamed, textOfEvent, unitNamed } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { cancelTimers } from '../platform/timers.ts'
import { disputeOfCase } from './dispute-queries.ts'
import { sendBackLimitOf } from './settings.ts'
import type { DispatchState, TaskTable, UnitReturnTable } from './tables.ts'

/** @param after the case as the dispatching event left it */
export async function insertDispatch({ tx, actor, now }: Act, after: Case, id: string, unitId: string, handlerId: string | null) {
  await tx
    .insertInto('dispatch')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: after.id,
      cycle: after.cycle,
      unit_id: unitId,
      handler_id: handlerId,
      state: 'dispatched',
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      receipted_at: null,
      ended_at: null,
    })
    .execute()
}

/** A case lies with one lead unit at a time: ends the dispatch that stands, if any. */
export const endDispatch = ({ tx, actor, now }: Act, caseId: string, state: DispatchState) =>
  standingDispatch({ tx, actor }, caseId).set({ state, ended_at: now }).execute()

export const receiptDispatch = ({ tx, actor, now }: Act, caseId: string, handlerId: string | null) =>
  standingDispatch({ tx, actor }, caseId).set({ state: 'receipted', receipted_at: now, handler_id: handlerId }).execute()

const standingDispatch = ({ tx, actor }: Pick<Act, 'tx' | 'actor'>, caseId: string) =>
  tx.updateTable('dispatch').where('tenant_id', '=', actor.tenantId).where('case_id', '=', caseId).where('ended_at', 'is', null)

export type NewTask = { id: string; unitId: string; instructions: string; dueAt: Date | null; limit?: TaskLimit | undefined }

export async function insertTasks({ tx, actor, now }: Act, after: Case, tasks: NewTask[]) {
  if (tasks.length === 0) return
  const shared = {
    tenant_id: actor.tenantId,
    case_id: after.id,
    cycle: after.cycle,
    event_no: after.event_no,
    created_at: now,
    created_by: actor.userId,
  }
  const rows = tasks.map(({ id, unitId, instructions, dueAt, limit }): Insertable<TaskTable> => {
    return {
      ...shared,
      id,
      unit_id: unitId,
      handler_id: null,
      instructions,
      result: null,
      due_at: dueAt,
      limit_amount: limit?.amount ?? null,
      limit_unit: limit?.unit ?? null,
      breached_at: null,
      finished_at: null,
      finished_by: null,
    }
  })
  await tx.insertInto('task').values(rows).execute()
}

export const findTask = (tx: Tx, tenantId: string, taskId: string) =>
  tx.selectFrom('task').selectAll().where('tenant_id', '=', tenantId).where('id', '=', taskId).executeTakeFirst()

export async function openTaskIds(tx: Tx, tenantId: string, caseId: string, unitId?: string): Promise<Set<string>> {
  let query = tx.selectFrom('task').select('id').where('tenant_id', '=', tenantId).where('case_id', '=', caseId).where('state', '=', 'open')
  if (unitId) query = query.where('unit_id', '=', unitId)
  const rows = await query.execute()
  return new Set(rows.map((row) => row.id))
}

export async function finishTask(
  { tx, actor, now }: Act,
  taskId: string,
  end: { state: 'done'; result: string } | { state: 'excused' | 'sentBack' },
) {
  await tx
    .updateTable('task')
    .set({ ...end, finished_at: now, finished_by: actor.userId, ...(end.state === 'done' && { handler_id: actor.userId }) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', taskId)
    .execute()
  await cancelTimers(tx, actor.tenantId, taskId)
}

export const openTasksOfCase = (tx: Tx, tenantId: string, caseId: string) =>
  tx
    .selectFrom('task')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .orderBy('id')
    .execute()

export const setTaskDue = (tx: Tx, tenantId: string, taskId: string, due: Pick<Updateable<TaskTable>, 'due_at' | 'breached_at'>) =>
  tx.updateTable('task').set(due).where('tenant_id', '=', tenantId).where('id', '=', taskId).execute()

/** The tasks one dispatch made that are still open are no longer waited for; answers which, and whose. */
export async function excuseOpenTasks({ tx, actor, now }: Act, caseId: string, dispatchedNo: number | undefined) {
  if (dispatchedNo === undefined) return []
  return tx
    .updateTable('task')
    .set({ state: 'excused', finished_at: now, finished_by: actor.userId })
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', dispatchedNo)
    .where('state', '=', 'open')
    .returning(['id', 'unit_id'])
    .execute()
}

export const findStandingDispatch = (tx: Tx, tenantId: string, caseId: string) =>
  tx
    .selectFrom('dispatch')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

export async function insertReturn({ tx, actor, now }: Act, after: Case, finding: UnitReturnTable['finding']): Promise<string> {
  const id = newId()
  await tx
    .insertInto('unit_return')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: after.id,
      cycle: after.cycle,
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      finding,
      review: null,
      reviewed_at: null,
      reviewed_by: null,
    })
    .execute()
  return id
}

/** Puts the review beside the return that waits for it; answers its id. */
export async function reviewReturn({ tx, actor, now }: Act, complaintCase: Case, verdict: 'pass' | 'rework'): Promise<string | undefined> {
  const row = await tx
    .updateTable('unit_return')
    .set({ review: verdict, reviewed_at: now, reviewed_by: actor.userId })
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', complaintCase.id)
    .where('cycle', '=', complaintCase.cycle)
    .where('review', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** What the case page shows of this module: every co-handling task, and the last return of the present cycle. */
export async function routingPart(
  tx: Tx,
  tenantId: string,
  caseId: string,
): Promise<Pick<CaseDetail, 'tasks' | 'returned' | 'dispute' | 'sendBackLimit'>> {
  return {
    tasks: await tasksOf(tx, tenantId, caseId),
    returned: await lastReturnOf(tx, tenantId, caseId),
    dispute: await disputeOfCase(tx, tenantId, caseId),
    sendBackLimit: await sendBackLimitOf(tx, tenantId),
  }
}

async function tasksOf(tx: Tx, tenantId: string, caseId: string): Promise<CaseTask[]> {
  const rows = await tx
    .selectFrom('task as t')
    .selectAll('t')
    .select([unitNamed('t', 'unit_id').as('unit'), personNamed('t', 'handler_id').as('handler')])
    .where('t.tenant_id', '=', tenantId)
    .where('t.case_id', '=', caseId)
    .orderBy('t.event_no')
    .orderBy('t.id')
    .execute()
  return rows.map((task) => ({
    id: task.id,
    unit: task.unit ?? { id: task.unit_id, name: '' },
    handler: task.handler,
    instructions: task.instructions,
    state: task.state,
    result: task.result,
    dueAt: task.due_at?.toISOString() ?? null,
    createdAt: task.created_at.toISOString(),
    finishedAt: task.finished_at?.toISOString() ?? null,
  }))
}

async function lastReturnOf(tx: Tx, tenantId: string, caseId: string): Promise<CaseDetail['returned']> {
  const row = await tx
    .selectFrom('unit_return as r')
    .innerJoin('complaint_case as c', (join) =>
      join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.case_id').onRef('c.cycle', '=', 'r.cycle'),
    )
    .select(['r.finding', 'r.at', 'r.review', textOfEvent('r', 'text').as('result'), personNamed('r', 'by_id').as('by')])
    .where('r.tenant_id', '=', tenantId)
    .where('r.case_id', '=', caseId)
    .orderBy('r.event_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { result: row.result ?? '', finding: row.finding, at: row.at.toISOString(), by: row.by, review: row.review } : null
}
