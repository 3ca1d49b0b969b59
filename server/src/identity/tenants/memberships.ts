import type { Database } from '../../platform/database.ts'

type Member = { tenantId: string; userId: string }

/** 企业成员关系: one person in two tenants; each tenant says so on its own side, and only then may the person switch. Safe to run twice. */
export async function addMembership(database: Database, one: Member, other: Member) {
  await addSide(database, one, other)
  await addSide(database, other, one)
}

const addSide = (database: Database, here: Member, there: Member) =>
  database
    .tenant(here.tenantId)
    .insertInto('membership')
    .values({ tenant_id: here.tenantId, user_id: here.userId, other_tenant_id: there.tenantId, other_user_id: there.userId })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'other_tenant_id']).doUpdateSet({ other_user_id: there.userId }))
    .execute()
