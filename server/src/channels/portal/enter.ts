import type { PortalSession } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { useCode } from './codes.ts'
import { caseOfLink } from './link.ts'
import { openSession } from './sessions.ts'
import type { PortalSources } from './sources.ts'
import { portalActor, type Tenant } from './who.ts'

// The two ways into a case: number and code, and the private link. Each answers null for everything that opens nothing.

const inTenant = <T>({ database }: Deps, tenant: Tenant, work: (tx: Tx) => Promise<T>) =>
  database.tenant(tenant.id).transaction().execute(work)

/** The try is counted whatever comes out. A right code proves the contact it was sent to. */
export async function enterByCode(
  deps: Deps,
  tenant: Tenant,
  typed: { number: string; code: string },
  { contactProven }: Pick<PortalSources, 'contactProven'>,
): Promise<PortalSession | null> {
  const place = { keys: deps.keys, tenantId: tenant.id, now: deps.clock() }
  const right = await inTenant(deps, tenant, (tx) => useCode({ tx, ...place }, typed))
  if (!right) return null
  return inTenant(deps, tenant, async (tx) => {
    const row = await tx
      .selectFrom('complaint_case')
      .select(['id', 'number'])
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', right.caseId)
      .executeTakeFirst()
    const contact =
      right.contactPointId &&
      (await tx
        .selectFrom('contact_point')
        .select(['id as contactPointId', 'customer_id as customerId'])
        .where('tenant_id', '=', tenant.id)
        .where('id', '=', right.contactPointId)
        .executeTakeFirst())
    if (contact) await contactProven({ tx, keys: deps.keys, actor: portalActor(tenant.id, right.caseId), now: place.now }, contact)
    return row ? openSession(tx, tenant, row, 'code', place.now) : null
  })
}

export const enterByLink = (deps: Deps, tenant: Tenant, link: string): Promise<PortalSession | null> =>
  inTenant(deps, tenant, async (tx) => {
    const found = await caseOfLink(tx, tenant.id, link, deps.clock())
    return found ? openSession(tx, tenant, found, 'link', deps.clock()) : null
  })
