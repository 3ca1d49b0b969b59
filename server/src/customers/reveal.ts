import { recordAudit } from '../audit/index.ts'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { mayReveal } from './policy.ts'
import { readContactPoints, readSurviving } from './queries.ts'

export type RevealField = 'phone' | 'email' | 'name' | 'customerNo'

/**
 * A personal field in full; the act that asks holds `mayReveal` and records who saw it and why.
 * @returns several phones or e-mails joined by 、, the one shown first at the head; null when there is none
 * @throws NOT_FOUND
 */
export async function revealedField(tx: Tx, keys: Keys, tenantId: string, customerId: string, field: RevealField): Promise<string | null> {
  const customer = await readSurviving(tx, tenantId, customerId)
  if (!customer) throw new AppError('NOT_FOUND', '没有找到这位客户')
  if (field === 'name') return customer.name_cipher && keys.decrypt(customer.name_cipher)
  if (field === 'customerNo') return customer.customer_no_cipher && keys.decrypt(customer.customer_no_cipher)
  const points = (await readContactPoints(tx, tenantId, customer.id)).filter((point) => point.kind === field)
  return points.length ? points.map((point) => keys.decrypt(point.value_cipher)).join('、') : null
}

/**
 * 能联系上的号码或邮箱, in full, the one shown first at the head: what somebody only typed counts where nothing is proven, for then it is all there is
 * of whoever typed it.
 */
export async function reachableContacts(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  customerId: string,
  kind: 'phone' | 'email',
): Promise<string[]> {
  const customer = await readSurviving(tx, tenantId, customerId)
  const points = customer ? await readContactPoints(tx, tenantId, customer.id) : []
  const hasProven = points.some(({ unproven }) => !unproven)
  return points
    .filter((point) => point.kind === kind && !(hasProven && point.unproven))
    .map(({ value_cipher }) => keys.decrypt(value_cipher))
}

/**
 * 查看完整信息: shows one personal field in full; who, what and why goes into the record (审计).
 * @throws NOT_PERMITTED, NOT_FOUND
 */
export async function revealCustomer(
  tx: Tx,
  keys: Keys,
  actor: Actor,
  id: string,
  { field, reason }: { field: RevealField; reason: string },
  now: Date,
) {
  if (!(await mayReveal(tx, actor))) throw new AppError('NOT_PERMITTED', '合作方只能看到脱敏信息，请联系派单的部门')
  const value = await revealedField(tx, keys, actor.tenantId, id, field)
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'customer.revealed',
    actorId: actor.userId,
    subjectId: id,
    facts: { field },
    reason,
    at: now,
  })
  return { field, value }
}
