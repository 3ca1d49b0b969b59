import type { Database } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { TenantRow } from '../tables.ts'

/**
 * 企业: the tenant somebody signs in to. Its host name decides; else the code given; else the only tenant there is, the demo aside.
 * @param host name without port  @param code field `tenant` of the sign-in
 * @returns undefined for a code that nobody has
 * @throws TENANT_REQUIRED when several come into question. Source: design §4
 */
export async function tenantOfSignIn(database: Database, host: string, code: string | undefined): Promise<TenantRow | undefined> {
  const bound = await tenantOfHost(database, host)
  if (bound) return bound
  if (code) return database.platform.selectFrom('tenant').selectAll().where('code', '=', code.trim()).executeTakeFirst()

  const two = await database.platform.selectFrom('tenant').selectAll().orderBy('demo').orderBy('created_at').limit(2).execute()
  const [first, second] = two
  if (!first || !second || (!first.demo && second.demo)) return first
  throw new AppError('TENANT_REQUIRED', '这里有几家企业，请填写企业代码')
}

const tenantOfHost = (database: Database, host: string) =>
  database.platform
    .selectFrom('tenant_host')
    .innerJoin('tenant', 'tenant.id', 'tenant_host.tenant_id')
    .selectAll('tenant')
    .where('tenant_host.host', '=', host.toLowerCase())
    .executeTakeFirst()

export const tenantWithId = (database: Database, tenantId: string) =>
  database.platform.selectFrom('tenant').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow()

/** The company behind an address of customers (`/p/<code>/…`). */
export const tenantByCode = (database: Database, code: string) =>
  database.platform.selectFrom('tenant').selectAll().where('code', '=', code).executeTakeFirst()
