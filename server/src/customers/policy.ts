import { isOfPartner } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import type { CasesOfCustomers } from './cases-of-customers.ts'
import { readSurviving } from './queries.ts'

/** Who sees every case sees every customer; others, such as 承办人 and 合作方, only the customers of the cases they may see. */
const seesAll = ({ permissions, userId }: Actor) => permissions.has('cases:read') || userId === null

/** @throws NOT_PERMITTED for lists and searches of customers by who may not see every case */
export function requireAllCustomers(actor: Actor) {
  if (!seesAll(actor)) throw new AppError('NOT_PERMITTED', '需要权限 cases:read；您可以从自己的工单打开客户')
}

/** Has the customer a case this person may see? */
export async function isVisible(tx: Tx, actor: Actor, id: string, cases: Pick<CasesOfCustomers, 'casesOfCustomers'>): Promise<boolean> {
  if (seesAll(actor)) return true
  const customer = await readSurviving(tx, actor.tenantId, id)
  const seen = customer && (await cases.casesOfCustomers(tx, actor, [customer.id], { limit: 1 })).get(customer.id)
  return Boolean(seen?.length)
}

/** @throws NOT_FOUND when the customer has no case this person may see */
export async function requireVisible(tx: Tx, actor: Actor, id: string, cases: Pick<CasesOfCustomers, 'casesOfCustomers'>) {
  if (!(await isVisible(tx, actor, id, cases))) throw new AppError('NOT_FOUND', '没有找到这位客户')
}

/** May this person see personal data in full, with a reason? Never a partner firm's people, whatever their role says. */
export const mayReveal = async (tx: Tx, actor: Actor) =>
  actor.permissions.has('customers:reveal') && !(await isOfPartner(tx, actor.tenantId, actor.unitId))

/** What the person may do to a customer, as the web gets it. */
export async function canOf(tx: Tx, actor: Actor) {
  const edit = actor.permissions.has('customers:edit')
  return { edit, merge: edit, reveal: await mayReveal(tx, actor) }
}
