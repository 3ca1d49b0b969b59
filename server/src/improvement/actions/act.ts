import type { ActionActKind } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { ExpressionBuilder, Selectable, SqlBool, Updateable } from 'kysely'
import { type ExpressionWrapper, sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import type { Tables, Tx } from '../../platform/database.ts'
import type { Day } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { type ActionStep, stepIsOpen } from './rules.ts'
import type { ActionTable } from './tables.ts'

export type Action = Selectable<ActionTable>
/** What is typed about an action may name a customer; it is kept masked. */
export const masked = (text: string) => maskPersonalData(text).masked

/** Who sees all cases sees all actions; others those of their unit, and their own. */
export const visibleActions =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'action'>): ExpressionWrapper<Tables, 'action', SqlBool> => {
    if (actor.userId === null || actor.permissions.has('cases:read') || actor.permissions.has('actions:manage')) return eb.and([])
    return eb.or([
      eb('action.owner_id', '=', actor.userId),
      eb('action.verifier_id', '=', actor.userId),
      ...(actor.unitId ? [eb('action.unit_id', '=', actor.unitId)] : []),
    ])
  }

const day = (column: 'due_on' | 'before_from' | 'before_to' | 'done_on' | 'after_from' | 'after_to') =>
  sql<Day>`${sql.ref(`action.${column}`)}::text`.as(column)

/** Actions of the tenant with their days as text. */
export const actionRows = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('action')
    .selectAll()
    .select([day('due_on'), day('before_from'), day('before_to'), day('done_on'), day('after_from'), day('after_to')])
    .where('tenant_id', '=', tenantId)

/** @throws NOT_FOUND also when it is not the person's to see */
export async function findAction(tx: Tx, actor: Actor, id: string): Promise<Action> {
  const row = await actionRows(tx, actor.tenantId).where('id', '=', id).where(visibleActions(actor)).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这项措施，或您无权查看')
  return row
}

/** Locks an action the person may see, for a step its state allows. @throws NOT_FOUND, VERSION_CONFLICT, ACTION_STEP_NOT_ALLOWED */
export async function lockAction(
  { tx, actor }: Pick<Act, 'tx' | 'actor'>,
  id: string,
  step: ActionStep,
  version?: number,
): Promise<Action> {
  const row = await actionRows(tx, actor.tenantId).where('id', '=', id).where(visibleActions(actor)).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这项措施，或您无权查看')
  if (version !== undefined && version !== row.version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${row.version} 版；请刷新后再改`)
  requireStep(row, step)
  return row
}

export function requireStep({ state }: Pick<Action, 'state'>, step: ActionStep) {
  if (!stepIsOpen(step, state)) throw new AppError('ACTION_STEP_NOT_ALLOWED', `措施现在的状态是 ${state}`)
}

type Told = { kind: ActionActKind; facts?: Record<string, unknown>; note?: string | undefined }
type ActBy = Pick<Act, 'tx' | 'actor' | 'now'>

/** Changes a locked action and writes into its history what was done. */
export async function changeAction(act: ActBy, row: Action, changes: Updateable<ActionTable>, told: Told) {
  await act.tx
    .updateTable('action')
    .set({ ...changes, version: row.version + 1 })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', row.id)
    .execute()
  await tellHistory(act, row.id, told)
}

export async function tellHistory({ tx, actor, now }: ActBy, actionId: string, { kind, facts = {}, note }: Told) {
  await tx
    .insertInto('action_act')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      action_id: actionId,
      kind,
      at: now,
      by_id: actor.userId,
      facts: JSON.stringify(facts),
      note: note ? masked(note) : null,
    })
    .execute()
}
