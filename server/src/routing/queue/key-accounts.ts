import type { CustomerTier, KeyAccount } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import { customerNames } from '../../customers/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import './tables.ts'

/** 大客户专属承办人, those named last first. */
export async function listKeyAccounts(tx: Tx, tenantId: string): Promise<KeyAccount[]> {
  const rows = await tx
    .selectFrom('key_account_handler')
    .select(['customer_id', 'user_id', 'made_at'])
    .select([personNamed('key_account_handler', 'user_id').as('handler'), personNamed('key_account_handler', 'deputy_id').as('deputy')])
    .where('tenant_id', '=', tenantId)
    .orderBy('made_at', 'desc')
    .orderBy('customer_id')
    .limit(2_000)
    .execute()
  const names = await customerNames(
    tx,
    tenantId,
    rows.map((row) => row.customer_id),
  )
  return rows.map((row) => ({
    customer: { id: row.customer_id, ...(names.get(row.customer_id) ?? { name: '', tier: 'ordinary' as CustomerTier }) },
    handler: row.handler ?? { id: row.user_id, name: '' },
    deputy: row.deputy,
    madeAt: row.made_at.toISOString(),
  }))
}

/**
 * 指定专属承办人: the cases of a key account (大用户, 重点单位) come to one person, while away to the deputy.
 * @throws NOT_FOUND for an unknown customer, INPUT_INVALID for people who cannot
 * Source: docs/rules/routing.md
 */
export async function nameKeyHandler(
  { tx, actor, now }: Act,
  customerId: string,
  { handlerId, deputyId }: { handlerId: string | null; deputyId: string | null },
): Promise<{ customerId: string; handlerId: string | null; deputyId: string | null }> {
  const { tenantId, userId } = actor
  if (!(await customerNames(tx, tenantId, [customerId])).has(customerId)) throw new AppError('NOT_FOUND', '没有这位客户')
  if (handlerId) await requirePerson(tx, tenantId, handlerId, '#/handlerId')
  if (deputyId) await requirePerson(tx, tenantId, deputyId, '#/deputyId')
  if (handlerId && handlerId === deputyId) throw invalidInput('#/deputyId', '代理人须是另一个人')
  if (handlerId === null) {
    await tx.deleteFrom('key_account_handler').where('tenant_id', '=', tenantId).where('customer_id', '=', customerId).execute()
  } else {
    const set = { user_id: handlerId, deputy_id: deputyId, made_at: now, made_by: userId }
    await tx
      .insertInto('key_account_handler')
      .values({ tenant_id: tenantId, customer_id: customerId, ...set })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'customer_id']).doUpdateSet(set))
      .execute()
  }
  const facts = { handlerId, deputyId }
  await recordAudit(tx, { tenantId, kind: 'keyAccount.named', actorId: userId, subjectId: customerId, facts, at: now })
  return { customerId, handlerId, deputyId: handlerId === null ? null : deputyId }
}

async function requirePerson(tx: Tx, tenantId: string, id: string, pointer: string) {
  const person = await activePerson(tx, tenantId, id).catch(() => null)
  if (!person?.permissions.has('cases:accept')) throw invalidInput(pointer, '须是可以受理投诉的在职人员')
}
