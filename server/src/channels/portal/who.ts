import type { FastifyRequest } from 'fastify'
import { systemActor } from '../../cases/index.ts'
import { tenantOfSignIn } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'

export type Tenant = { id: string; code: string; name: string; zone: string; demo: boolean }

/** Whose portal is asked for: by host name, else by the code given, else the only tenant. @throws NOT_FOUND, TENANT_REQUIRED */
export async function tenantAsked(deps: Deps, request: FastifyRequest, code: string | undefined): Promise<Tenant> {
  const tenant = await tenantOfSignIn(deps.database, request.hostname, code)
  if (!tenant) throw new AppError('NOT_FOUND', '没有这家企业的自助页面，请检查地址')
  return tenant
}

/**
 * The customer acts, through us, and may do this and nothing else.
 * @param who what keeps one customer's Idempotency-Keys apart from another's
 */
export const portalActor = (tenantId: string, who: string): Actor => ({
  ...systemActor(tenantId),
  tokenId: `portal ${who}`,
  permissions: new Set(['cases:message', 'cases:note', 'cases:followUp', 'cases:remind', 'cases:withdraw']),
})
