import type { Authority } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act, Case } from '../../cases/index.ts'
import { peopleWithRoles } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { type GrantedSoFar, isWithin, type Limit, limitOf, lineFor, nothingGranted } from '../rules.ts'
import { grantedBy, grantedOnCases } from './ledger.ts'
import { limitLinesOf, principalIdsOf, tierOf } from './rulebook.ts'

/** What one person may still decide on a case. */
export type Held = Limit & { userId: string | null; granted: GrantedSoFar; tier: Awaited<ReturnType<typeof tierOf>> }

type Asked = Pick<Case, 'id' | 'category' | 'customer_id'>

/**
 * 授权额度 of a person on a case, counted from the ledger. Where a limit runs over a day or a month the person is locked until the
 * transaction ends: of two grants at once the second counts the first.
 */
export async function authorityOf(tx: Tx, tenantId: string, userId: string | null, on: Asked, at: Date, lock = false): Promise<Held> {
  const tier = await tierOf(tx, tenantId, on.customer_id)
  const facts = { category: on.category, tier, at }
  if (userId === null) return { ...limitOf([], facts, nothingGranted, []), userId, granted: nothingGranted, tier }
  const [person] = await peopleWithRoles(tx, tenantId, userId)
  const roles = person?.roles ?? []
  const lines = await limitLinesOf(tx, tenantId)
  const overTime = roles.some((role) => {
    const line = lineFor(role.id, facts, lines)
    return line !== undefined && (line.perDayFen !== null || line.perMonthFen !== null)
  })
  if (lock && overTime) await lockPerson(tx, tenantId, userId)
  const caseFen = (await grantedOnCases(tx, tenantId, [on.id]))(on.id)
  const granted = { caseFen, ...(await grantedBy(tx, tenantId, userId, at)) }
  return { ...limitOf(roles, facts, granted, lines), userId, granted, tier }
}

const lockPerson = (tx: Tx, tenantId: string, userId: string) =>
  sql`select 1 from user_account where tenant_id = ${tenantId} and id = ${userId} for no key update`.execute(tx)

/**
 * On whose authority the actor may decide this amount: their own, else that of somebody they stand in for (代理人), never that of a
 * deputy on what they proposed themselves. Without enough: their own, which is not enough.
 */
export async function coveringAuthority(act: Act, on: Case, amountFen: number, proposedBy: string | null): Promise<Held> {
  const { tx, actor, now } = act
  const own = await authorityOf(tx, actor.tenantId, actor.userId, on, now, true)
  if (isWithin(amountFen, own) || proposedBy === actor.userId) return own
  for (const principalId of (await principalIdsOf(tx, actor.tenantId, actor.userId, now)).sort()) {
    if (principalId === proposedBy) continue
    const lent = await authorityOf(tx, actor.tenantId, principalId, on, now, true)
    if (isWithin(amountFen, lent)) return lent
  }
  return own
}

export const authorityShown = ({ limitFen, perDayFen, perMonthFen, remainingFen, boundBy, granted, role, limitId }: Held): Authority => ({
  limitFen,
  perDayFen,
  perMonthFen,
  remainingFen,
  boundBy,
  granted,
  role: role && { code: role.code, name: role.name },
  limitId,
})

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`
const boundWords = { case: '本单额度', day: '今日额度', month: '本月额度', none: '没有授权额度' } as const

/** @throws ABOVE_LIMIT with the limit and what remains */
export function requireWithin(amountFen: number, held: Held) {
  if (isWithin(amountFen, held)) return
  const { limitFen, remainingFen, boundBy } = held
  const detail = `${boundWords[boundBy]}：额度 ${yuan(limitFen)}，还可以给 ${yuan(remainingFen)}；请减少金额，或申请补偿提交审批`
  throw new AppError('ABOVE_LIMIT', detail, {
    limit: { limitFen, remainingFen, boundBy },
    errors: [{ pointer: '#/amountFen', detail }],
  })
}
