import type { Act } from '../cases/index.ts'
import { revealedField } from '../customers/index.ts'
import { removePersonal } from './remove-names.ts'

/** 去除个人信息 of texts about these cases: the names of their customers and of people of the company are known here, and seen by nobody. */
export async function personalRemover(
  { tx, keys, actor }: Pick<Act, 'tx' | 'keys' | 'actor'>,
  caseIds: string[],
): Promise<(text: string) => string> {
  const { tenantId } = actor
  const customers =
    caseIds.length === 0
      ? []
      : await tx
          .selectFrom('complaint_case')
          .select('customer_id')
          .distinct()
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', caseIds)
          .execute()
  const customer: string[] = []
  for (const { customer_id: id } of customers) {
    const name = id ? await revealedField(tx, keys, tenantId, id, 'name') : null
    if (name) customer.push(name)
  }
  const staff = await tx.selectFrom('user_account').select('name').where('tenant_id', '=', tenantId).execute()
  const names = { customer, staff: staff.map(({ name }) => name) }
  return (text) => removePersonal(text, names)
}
