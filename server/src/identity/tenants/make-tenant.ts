import { shippedRoles, type UnitKind } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { type Database, isUniqueViolation, type Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'

/** What modules above this one put into a new tenant: categories, causes, time limits. */
export type Furnish = (tx: Tx, tenantId: string, now: Date) => Promise<unknown>
export type NewTenant = { code: string; name: string; demo?: boolean }

// 授权额度 as shipped, in fen; the others grant nothing on the spot. Source: docs/rules/roles.md
const shippedRemedyLimitFen: Record<string, number> = { agent: 20_000, supervisor: 100_000, manager: 1_000_000, administrator: 1_000_000 }

const shippedUnits: { code: string; name: string; kind: UnitKind; parent?: string }[] = [
  { code: 'company', name: '公司', kind: 'company' },
  { code: 'callCentre', name: '客服中心', kind: 'callCentre', parent: 'company' },
]

/**
 * 新建企业: a tenant with the shipped roles and the company with its call centre.
 * @param furnish what later modules put into a new tenant, in the same transaction
 * @returns its id
 * @throws ALREADY_EXISTS for a code that is taken
 */
export async function makeTenant(database: Database, tenant: NewTenant, now: Date, furnish?: Furnish): Promise<string> {
  const id = newId()
  try {
    await database
      .tenant(id)
      .transaction()
      .execute(async (tx) => {
        await insertTenant(tx, id, tenant, now)
        await furnish?.(tx, id, now)
      })
  } catch (error) {
    if (isUniqueViolation(error, 'tenant_code_key')) throw new AppError('ALREADY_EXISTS', '这个企业代码已有，请换一个')
    throw error
  }
  return id
}

/** @param tx of `database.tenant(id)`: everything but the tenant itself stands behind its wall */
export async function insertTenant(tx: Tx, id: string, { code, name, demo = false }: NewTenant, now: Date) {
  await tx.insertInto('tenant').values({ id, code, name, demo, created_at: now }).execute()
  await tx
    .insertInto('role')
    .values(
      shippedRoles.map((role) => ({
        tenant_id: id,
        id: newId(),
        code: role.code,
        name: role.name,
        permissions: [...role.permissions],
        shipped: true,
        remedy_limit_fen: shippedRemedyLimitFen[role.code] ?? 0,
      })),
    )
    .execute()
  const ids = new Map(shippedUnits.map((unit) => [unit.code, newId()]))
  for (const { parent, ...unit } of shippedUnits) {
    const parentId = parent ? (ids.get(parent) ?? null) : null
    await tx
      .insertInto('unit')
      .values({ tenant_id: id, id: ids.get(unit.code) as string, parent_id: parentId, ...unit })
      .execute()
  }
  await recordAudit(tx, { tenantId: id, kind: 'tenant.made', actorId: null, facts: { code, demo }, at: now })
}
