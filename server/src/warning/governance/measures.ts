import type { WarningMeasure, WarningMeasureDone, WarningMeasureInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { changeWarning, lockWarning } from './act.ts'
import { masked } from './events.ts'

/** 措施: what is done about it, by whom, until when. @throws INPUT_INVALID, NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED */
export async function addMeasure(
  act: Pick<Act, 'tx' | 'actor' | 'now'>,
  warningId: string,
  input: z.infer<typeof WarningMeasureInput>,
): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const row = await lockWarning(act, warningId, { version: input.version })
  const ownerId = input.ownerId ?? row.owner_id ?? actor.userId
  if (!ownerId) throw invalidInput('#/ownerId', '请选择负责人')
  await activePerson(tx, actor.tenantId, ownerId)
  if (new Date(input.dueAt) <= now) throw invalidInput('#/dueAt', '期限要在将来')
  const id = newId()
  await tx
    .insertInto('warning_measure')
    .values({
      tenant_id: actor.tenantId,
      id,
      warning_id: warningId,
      text: masked(input.text),
      owner_id: ownerId,
      due_at: new Date(input.dueAt),
      made_at: now,
      made_by: actor.userId,
      done_at: null,
      done_by: null,
      result: null,
      overdue_told_at: null,
    })
    .execute()
  await changeWarning(act, row, {}, { kind: 'measureAdded', facts: { measureId: id, ownerId, dueAt: input.dueAt }, note: input.text })
  return { id }
}

/** 措施完成, by its owner or whoever handles the warning. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function finishMeasure(act: Act, warningId: string, measureId: string, { result }: z.infer<typeof WarningMeasureDone>) {
  const { tx, actor, now } = act
  const measure = await tx
    .selectFrom('warning_measure')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('warning_id', '=', warningId)
    .where('id', '=', measureId)
    .executeTakeFirst()
  if (!measure) throw new AppError('NOT_FOUND', '没有这项措施')
  const isOwn = measure.owner_id === actor.userId
  const row = await lockWarning(isOwn ? { tx, actor: { ...actor, userId: null } } : act, warningId, { evenOver: true })
  const done = await tx
    .updateTable('warning_measure')
    .set({ done_at: now, done_by: actor.userId, result: masked(result) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', measureId)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new AppError('ALREADY_DECIDED', '这项措施已经完成')
  await changeWarning(act, row, {}, { kind: 'measureDone', facts: { measureId }, note: result })
  return { id: measureId }
}

export async function measuresOf(tx: Tx, tenantId: string, warningId: string, now: Date): Promise<WarningMeasure[]> {
  const rows = await tx
    .selectFrom('warning_measure as m')
    .select(['m.id', 'm.text', 'm.due_at', 'm.made_at', 'm.done_at', 'm.result'])
    .select([
      personNamed('m', 'owner_id').as('owner'),
      personNamed('m', 'made_by').as('made_by'),
      personNamed('m', 'done_by').as('done_by'),
    ])
    .where('m.tenant_id', '=', tenantId)
    .where('m.warning_id', '=', warningId)
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    owner: row.owner,
    dueAt: row.due_at.toISOString(),
    overdue: row.done_at === null && row.due_at <= now,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: row.done_by,
    result: row.result,
  }))
}
