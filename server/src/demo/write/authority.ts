import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { makeBatch } from '../../resolution/index.ts'
import { manager, supervisors } from '../company/company.ts'
import { daysAfter } from '../working-time.ts'

const daysBetweenBatches = 30

/** What the pages of authority show beside decisions: lines of limits, a deputy, and the files the cashier was given. */
export async function writeAuthority(tx: Tx, tenantId: string, begun: Date, now: Date) {
  const people = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const idOf = (username: string | undefined) => people.find((person) => person.username === username)?.id ?? null
  const managerId = idOf(manager)
  await writeLimits(tx, tenantId, managerId, now)
  const deputyId = idOf(supervisors.at(-1))
  if (managerId && deputyId) await writeDeputy(tx, tenantId, managerId, deputyId, now)
  for (let at = daysAfter(begun, 2 * daysBetweenBatches); at < daysAfter(now, -2); at = daysAfter(at, daysBetweenBatches)) {
    if (await isDue(tx, tenantId, at)) await makeBatch(tx, { tenantId, userId: managerId }, at)
  }
}

async function isDue(tx: Tx, tenantId: string, at: Date): Promise<boolean> {
  const due = await tx
    .selectFrom('remedy')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'granted')
    .where('amount_fen', '>', 0)
    .where('kind', 'in', ['refund', 'compensation', 'other'])
    .where('decided_at', '<=', at)
    .where('decided_at', '>', daysAfter(at, -daysBetweenBatches))
    .executeTakeFirst()
  return due !== undefined
}

async function writeLimits(tx: Tx, tenantId: string, by: string | null, now: Date) {
  const roles = await tx.selectFrom('role').select(['id', 'code']).where('tenant_id', '=', tenantId).execute()
  const line = (role: string, amounts: [number, number | null, number | null], given: object = {}) => ({
    tenant_id: tenantId,
    id: newId(),
    role_id: roles.find(({ code }) => code === role)?.id ?? '',
    category: null,
    tier: null,
    per_case_fen: amounts[0],
    per_day_fen: amounts[1],
    per_month_fen: amounts[2],
    effective_from: daysAfter(now, -1),
    effective_to: null,
    created_at: daysAfter(now, -3),
    created_by: by,
    ...given,
  })
  const rows = [
    line('agent', [30_000, 300_000, 2_000_000], { tier: 'vip' }),
    line('agent', [10_000, 100_000, null], { category: 'price' }),
    line('supervisor', [200_000, 1_000_000, 10_000_000], { tier: 'keyAccount' }),
    line('agent', [25_000, 250_000, 2_000_000], { effective_from: daysAfter(now, 30) }),
  ]
  await tx.insertInto('authority_limit').values(rows).execute()
}

async function writeDeputy(tx: Tx, tenantId: string, userId: string, deputyId: string, now: Date) {
  const row = { tenant_id: tenantId, id: newId(), user_id: userId, deputy_id: deputyId, created_at: now, created_by: userId }
  await tx
    .insertInto('deputy')
    .values({ ...row, from_at: daysAfter(now, 1), to_at: daysAfter(now, 6), ended_at: null })
    .execute()
}
