import type { Deputy, DeputyInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { personNamed } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'

const longestDays = 366

/** 代理人: those in force or to come, the next first; whoever manages authority sees all, others their own. */
export async function findDeputies(tx: Tx, actor: Actor, now: Date, id?: string): Promise<Deputy[]> {
  const seesAll = actor.permissions.has('authority:manage')
  const rows = await tx
    .selectFrom('deputy as d')
    .select(['d.id', 'd.from_at', 'd.to_at', 'd.ended_at'])
    .select([personNamed('d', 'user_id').as('user'), personNamed('d', 'deputy_id').as('deputy'), personNamed('d', 'created_by').as('by')])
    .where('d.tenant_id', '=', actor.tenantId)
    .where('d.ended_at', 'is', null)
    .where('d.to_at', '>', now)
    .$if(id !== undefined, (select) => select.where('d.id', '=', id as string))
    .$if(!seesAll, (select) => select.where((eb) => eb.or([eb('d.user_id', '=', actor.userId), eb('d.deputy_id', '=', actor.userId)])))
    .orderBy('d.from_at')
    .orderBy('d.id')
    .execute()
  return rows.flatMap(({ user, deputy, ...row }) =>
    user && deputy
      ? [{ id: row.id, user, deputy, fromAt: row.from_at.toISOString(), toAt: row.to_at.toISOString(), endedAt: null, createdBy: row.by }]
      : [],
  )
}

/**
 * Names somebody who decides in one's place from … to …, with one's own limit. For others it needs `authority:manage`.
 * @throws NOT_PERMITTED, NOT_FOUND, INPUT_INVALID when they may not approve themselves, for oneself, or for times that make no sense
 */
export async function nameDeputy(tx: Tx, actor: Actor, input: z.infer<typeof DeputyInput>, now: Date): Promise<Deputy> {
  const { tenantId } = actor
  const userId = input.userId ?? actor.userId
  if (!userId) throw invalidInput('#/userId', '请选择由谁委托')
  if (userId !== actor.userId && !actor.permissions.has('authority:manage')) throw new AppError('NOT_PERMITTED', '只能为自己指定代理人')
  if (userId === input.deputyId) throw invalidInput('#/deputyId', '代理人不能是本人')
  if (userId !== actor.userId) await activePerson(tx, tenantId, userId)
  const deputy = await activePerson(tx, tenantId, input.deputyId)
  if (!deputy.permissions.has('cases:approve')) throw invalidInput('#/deputyId', '代理人自己要有审批权限')
  const from = new Date(input.fromAt)
  const to = new Date(input.toAt)
  if (to <= from || to <= now) throw invalidInput('#/toAt', '要晚于开始时间和现在')
  if (to.getTime() - from.getTime() > longestDays * 86_400_000) throw invalidInput('#/toAt', '最长一年')
  const id = newId()
  const row = { tenant_id: tenantId, id, user_id: userId, deputy_id: deputy.id, from_at: from, to_at: to, created_at: now }
  await tx
    .insertInto('deputy')
    .values({ ...row, created_by: actor.userId, ended_at: null })
    .execute()
  const facts = { userId, deputyId: deputy.id, fromAt: from.toISOString(), toAt: to.toISOString() }
  await recordAudit(tx, { tenantId, kind: 'deputy.named', actorId: actor.userId, subjectId: userId, facts, at: now })
  const [named] = await findDeputies(tx, actor, now, id)
  return named as Deputy
}

/** @throws NOT_FOUND when there is none, or it is another's and the person does not manage authority */
export async function endDeputy(tx: Tx, actor: Actor, id: string, now: Date) {
  const [known] = await findDeputies(tx, actor, now, id)
  const mayEnd = known && (known.user.id === actor.userId || actor.permissions.has('authority:manage'))
  if (!mayEnd) throw new AppError('NOT_FOUND', '没有这项代理')
  await tx.updateTable('deputy').set({ ended_at: now }).where('tenant_id', '=', actor.tenantId).where('id', '=', id).execute()
  const subject = { subjectId: known.user.id, facts: { deputyId: known.deputy.id } }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'deputy.ended', actorId: actor.userId, ...subject, at: now })
}
