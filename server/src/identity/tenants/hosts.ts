import { type Database, isUniqueViolation } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'

const hostNames = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/

/**
 * 企业域名: requests to this host name are the tenant's.
 * @throws INPUT_INVALID, ALREADY_EXISTS when the name is another tenant's
 */
export async function bindHost(database: Database, tenantId: string, host: string) {
  const name = host.toLowerCase()
  if (!hostNames.test(name)) throw new AppError('INPUT_INVALID', `${host} 不是主机名`)
  try {
    await database.platform.insertInto('tenant_host').values({ host: name, tenant_id: tenantId }).execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('ALREADY_EXISTS', `${name} 已属于一家企业`)
    throw error
  }
}
