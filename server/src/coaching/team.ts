import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'

/** 班长 of a very unit: may assign work and belongs to it. What weighs on people is seen by them and by nobody above. */
export const leadsUnit = (actor: Actor) => (actor.unitId !== null && actor.permissions.has('cases:assign') ? actor.unitId : null)

export const leadsPerson = (actor: Actor, person: { id: string; unitId: string | null }) =>
  person.id !== actor.userId && person.unitId !== null && person.unitId === leadsUnit(actor)

/** @throws NOT_PERMITTED for a credential that is no person's */
export function selfOf(actor: Actor): string {
  // An API token is its maker's in the office, not in their diary.
  if (actor.userId === null || actor.tokenId !== null) throw new AppError('NOT_PERMITTED', '由本人登录后查看')
  return actor.userId
}

/** The unit people belong to today. */
export async function unitOf(tx: Tx, tenantId: string, userId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('user_account')
    .select('unit_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.unit_id ?? null
}
