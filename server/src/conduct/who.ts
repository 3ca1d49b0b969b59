import type { NoticeKind } from '@zhiwei/contract'
import { type Act, seesCustomer, visibleCases } from '../cases/index.ts'
import { caseCustomerOf } from '../customers/index.ts'
import { choosablePeople, tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { dayOf } from '../platform/days.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'

/** Of the notices module, which this one may not import. */
export type TellConduct = (
  tx: Tx,
  tenantId: string,
  notices: { userId: string; key: string; kind: NoticeKind; at: Date; facts: Record<string, unknown> }[],
  now: Date,
) => Promise<void>

export const todayOf = async ({ tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>) => dayOf(now, await tenantZone(tx, actor.tenantId))

/** Cases of this customer that the person may see: whoever sees none of them knows nothing of the customer. */
export const customersSeen = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('complaint_case')
    .select('customer_id')
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('customer_id', 'is not', null)
    .where(visibleCases(actor))

/** The customer a person may know of, by the id of the one who stays of doubles. @throws NOT_FOUND */
export async function requireCustomer(tx: Tx, actor: Actor, id: string): Promise<{ id: string; name: string }> {
  const customer = await caseCustomerOf(tx, actor.tenantId, id)
  if (!customer || !(await seesCustomer(tx, actor, customer.id))) throw new AppError('NOT_FOUND', '没有找到这位客户')
  return { id: customer.id, name: customer.name }
}

/** Tells who may examine: of a proposal, of an appeal; not those who had part in it. */
export async function tellReviewers(
  { tx, actor, now }: Act,
  tell: TellConduct,
  { key, customerId, except }: { key: string; customerId: string; except: (string | null)[] },
) {
  const reviewers = await choosablePeople(tx, actor, { permission: 'conduct:review' })
  const told = reviewers.filter(({ id }) => !except.includes(id))
  const notice = { key, kind: 'conductWaiting' as const, at: now, facts: { conductCustomerId: customerId } }
  await tell(
    tx,
    actor.tenantId,
    told.map(({ id: userId }) => ({ ...notice, userId })),
    now,
  )
}

export async function tellOfDecision(
  { tx, actor, now }: Act,
  tell: TellConduct,
  { key, customerId, people }: { key: string; customerId: string; people: (string | null)[] },
) {
  const told = [...new Set(people)].filter((id) => id !== null && id !== actor.userId) as string[]
  const notice = { key, kind: 'conductDecided' as const, at: now, facts: { conductCustomerId: customerId } }
  await tell(
    tx,
    actor.tenantId,
    told.map((userId) => ({ ...notice, userId })),
    now,
  )
}

/** A person decides, never a rule, a token or the system. @throws NOT_PERMITTED */
export function requirePerson({ userId, tokenId }: Actor): string {
  if (userId === null || tokenId !== null) throw new AppError('NOT_PERMITTED', '由人决定')
  return userId
}
