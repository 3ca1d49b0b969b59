import type {
  WarningAcknowledgement,
  WarningAssignment,
  WarningClearance,
  WarningLabel,
  WarningMerge,
  WarningSnooze,
} from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { changeWarning, lockWarning } from './act.ts'
import { addEvents } from './events.ts'
import { mostRows } from './kept-rows.ts'
import { type TellPeople, tellFormerOwner } from './notice.ts'

type Input<Schema extends z.ZodType> = z.infer<Schema>

/** 认领: whoever takes it owns it from now; the time to take it stops; whose it was is told. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED */
export async function acknowledgeWarning(act: Act, tell: TellPeople, id: string, { version }: Input<typeof WarningAcknowledgement>) {
  const row = await lockWarning(act, id, { version })
  if (row.acknowledged_at) throw new AppError('ALREADY_DECIDED', '已有人认领这条预警')
  const ownerId = act.actor.userId ?? row.owner_id
  await tellFormerOwner(act.tx, act.actor.tenantId, tell, row, { from: row.owner_id, to: ownerId, by: act.actor.userId }, act.now)
  return changeWarning(
    act,
    row,
    { acknowledged_at: act.now, acknowledged_by: act.actor.userId, owner_id: ownerId, tell: null },
    { kind: 'acknowledged' },
  )
}

/** 指派: to an active person who may see warnings; they are told, and whose it was. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED */
export async function assignWarning(act: Act, tell: TellPeople, id: string, { ownerId, version }: Input<typeof WarningAssignment>) {
  const row = await lockWarning(act, id, { version })
  const person = await activePerson(act.tx, act.actor.tenantId, ownerId)
  if (!person.permissions.has('warnings:read')) throw invalidInput('#/ownerId', '此人没有查看预警的权限')
  await tellFormerOwner(act.tx, act.actor.tenantId, tell, row, { from: row.owner_id, to: ownerId, by: act.actor.userId }, act.now)
  return changeWarning(
    act,
    row,
    { owner_id: ownerId, ...(ownerId !== act.actor.userId && { tell: 'assigned' as const }) },
    { kind: 'assigned', facts: { ownerId, ...(row.owner_id && { fromId: row.owner_id }) } },
  )
}

/** 标注: was it right? May be given again, also after clearance; the last one counts. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT */
export async function labelWarning(act: Act, id: string, { verdict, note, version }: Input<typeof WarningLabel>) {
  const row = await lockWarning(act, id, { version, evenOver: true })
  if (row.merged_into) throw new AppError('ALREADY_DECIDED', '这条预警已并入另一条，请标注那一条')
  return changeWarning(act, row, { verdict, labelled_at: act.now }, { kind: 'labelled', facts: { verdict }, note })
}

/** 解除: needs a reason; the matter rests then as long as the rules say. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED */
export async function clearWarning(act: Act, id: string, { reason, version }: Input<typeof WarningClearance>) {
  const row = await lockWarning(act, id, { version })
  return changeWarning(act, row, { cleared_at: act.now, tell: null }, { kind: 'cleared', note: reason })
}

/** 暂缓: repeats are counted and told to nobody until then. @throws INPUT_INVALID, NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function snoozeWarning(act: Act, id: string, { until, reason, version }: Input<typeof WarningSnooze>) {
  const row = await lockWarning(act, id, { version })
  const end = new Date(until)
  if (end <= act.now) throw invalidInput('#/until', '要选将来的时间')
  return changeWarning(act, row, { snoozed_until: end, tell: null }, { kind: 'snoozed', facts: { until }, note: reason })
}

/**
 * 合并: the one named goes into this one with its rows; its key stands for this one from now on.
 * @throws INPUT_INVALID for itself, NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED
 */
export async function mergeWarning(act: Act, id: string, { warningId, version }: Input<typeof WarningMerge>) {
  if (warningId === id) throw invalidInput('#/warningId', '不能并入自己')
  // Always the smaller id first, so that two merges do not wait for each other.
  if (warningId < id) await lockWarning(act, warningId)
  const row = await lockWarning(act, id, { version })
  const gone = await lockWarning(act, warningId)
  const { tx, actor, now } = act
  const { tenantId } = actor
  await sql`
    insert into warning_case (tenant_id, warning_id, case_id, at)
    select tenant_id, ${id}, case_id, at from warning_case where tenant_id = ${tenantId} and warning_id = ${warningId}
    order by at desc limit ${mostRows} on conflict do nothing`.execute(tx)
  await sql`
    insert into warning_contact (tenant_id, warning_id, contact_id, at)
    select tenant_id, ${id}, contact_id, at from warning_contact where tenant_id = ${tenantId} and warning_id = ${warningId}
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from warning_case where tenant_id = ${tenantId} and warning_id = ${id}`.execute(tx)
  // What was merged into the one that goes now goes along.
  await tx.updateTable('warning').set({ merged_into: id }).where('tenant_id', '=', tenantId).where('merged_into', '=', warningId).execute()
  await changeWarning(act, gone, { cleared_at: now, merged_into: id, tell: null }, { kind: 'merged', facts: { into: id } })
  await addEvents(tx, tenantId, [
    { warningId: id, kind: 'mergedIn', at: now, byId: actor.userId, facts: { warningId, subject: gone.subject, level: gone.level } },
  ])
  const higher = gone.level > row.level ? { level: gone.level } : {}
  return changeWarning(act, row, {
    ...higher,
    case_count: Math.max(row.case_count, gone.case_count, rows[0]?.count ?? 0),
    repeats: row.repeats + gone.repeats + 1,
    first_seen_at: new Date(Math.min(row.first_seen_at.getTime(), gone.first_seen_at.getTime())),
  })
}
