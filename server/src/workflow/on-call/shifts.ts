import type { OnCallShift, OnCallShiftChange, OnCallShiftInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed, unitNamed } from '../../cases/index.ts'
import { activePerson, activeUnit } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import '../tables.ts'
import type { Shift } from './rules.ts'

const dates = [sql<string | null>`s.valid_from::text`.as('validFrom'), sql<string | null>`s.valid_to::text`.as('validTo')] as const

/** Shifts of people who are still at work. */
export const storedShifts = (tx: Tx, tenantId: string): Promise<Shift[]> =>
  tx
    .selectFrom('on_call_shift as s')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.user_id'))
    .select([
      's.unit_id as unitId',
      's.level',
      's.user_id as userId',
      's.weekday',
      's.from_minute as fromMinute',
      's.to_minute as toMinute',
    ])
    .select(dates)
    .where('s.tenant_id', '=', tenantId)
    .where('u.active', '=', true)
    .orderBy('s.id')
    .execute()

/** 值班表, by unit, level and weekday. */
export async function listShifts(tx: Tx, tenantId: string, id?: string): Promise<OnCallShift[]> {
  const rows = await tx
    .selectFrom('on_call_shift as s')
    .select(['s.id', 's.unit_id as unitId', 's.level', 's.user_id as userId', 's.weekday', 's.from_minute as fromMinute'])
    .select(['s.to_minute as toMinute', 's.version', unitNamed('s', 'unit_id').as('unit'), personNamed('s', 'user_id').as('person')])
    .select(dates)
    .where('s.tenant_id', '=', tenantId)
    .$if(id !== undefined, (query) => query.where('s.id', '=', id as string))
    .orderBy(sql`s.unit_id nulls first`)
    .orderBy('s.level')
    .orderBy(sql`s.weekday nulls first`)
    .orderBy('s.from_minute')
    .orderBy('s.id')
    .execute()
  return rows.map(({ unit, person, ...row }) => ({ ...row, unitName: unit?.name ?? null, personName: person?.name ?? '' }))
}

/** 新增值班. @throws INPUT_INVALID */
export async function addShifts({ tx, actor, now }: Act, inputs: z.infer<typeof OnCallShiftInput>[]): Promise<string[]> {
  for (const input of inputs) await check(tx, actor.tenantId, input)
  const rows = inputs.map((input) => ({ tenant_id: actor.tenantId, id: newId(), ...columnsOf(input) }))
  if (rows.length > 0) await tx.insertInto('on_call_shift').values(rows).execute()
  const facts = { count: rows.length }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'onCall.added', actorId: actor.userId, facts, at: now })
  return rows.map(({ id }) => id)
}

export async function addShift(act: Act, input: z.infer<typeof OnCallShiftInput>): Promise<OnCallShift> {
  const [id] = await addShifts(act, [input])
  const [shift] = await listShifts(act.tx, act.actor.tenantId, id)
  return shift as OnCallShift
}

/** 修改值班. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function changeShift(act: Act, id: string, change: z.infer<typeof OnCallShiftChange>): Promise<OnCallShift> {
  const { tx, actor, now } = act
  await check(tx, actor.tenantId, change)
  const [before] = await listShifts(tx, actor.tenantId, id)
  if (!before) throw new AppError('NOT_FOUND', '没有这条值班')
  const changed = await tx
    .updateTable('on_call_shift')
    .set({ ...columnsOf(change), version: change.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('version', '=', change.version)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) throw new AppError('VERSION_CONFLICT', `现在是第 ${before.version} 版，请刷新后再改`)
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'onCall.changed', actorId: actor.userId, subjectId: id, at: now })
  const [shift] = await listShifts(tx, actor.tenantId, id)
  return shift as OnCallShift
}

/** 删除值班. @throws NOT_FOUND */
export async function removeShift({ tx, actor, now }: Act, id: string) {
  const removed = await tx.deleteFrom('on_call_shift').where('tenant_id', '=', actor.tenantId).where('id', '=', id).executeTakeFirst()
  if (!removed.numDeletedRows) throw new AppError('NOT_FOUND', '没有这条值班')
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'onCall.removed', actorId: actor.userId, subjectId: id, at: now })
}

const columnsOf = (input: z.infer<typeof OnCallShiftInput>) => ({
  unit_id: input.unitId,
  level: input.level,
  user_id: input.userId,
  weekday: input.weekday,
  from_minute: input.fromMinute,
  to_minute: input.toMinute,
  valid_from: input.validFrom,
  valid_to: input.validTo,
})

async function check(tx: Tx, tenantId: string, { unitId, userId, validFrom, validTo }: z.infer<typeof OnCallShiftInput>) {
  if (validFrom && validTo && validTo < validFrom) throw invalidInput('#/validTo', '失效日期不能早于生效日期')
  await activePerson(tx, tenantId, userId).catch(() => {
    throw invalidInput('#/userId', '没有这名在职人员，请重新选择')
  })
  if (unitId)
    await activeUnit(tx, tenantId, unitId).catch(() => {
      throw invalidInput('#/unitId', '没有这个部门，或已停用')
    })
}
