import type { CustomerLifecycle } from '@zhiwei/contract'
import { changeCustomer, findOrMakeCustomers } from '../../customers/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { administrator } from '../company/company.ts'
import type { DemoCustomer } from '../company/customers.ts'
import type { Cast } from './people.ts'

const setByPeople: CustomerLifecycle[] = ['winBack', 'lost']

/**
 * Stores the customers, and tier, tags and what people set of the life cycle of those who stand out; for the others the stage is computed.
 * @returns their ids by phone
 */
export async function makeCustomers(tx: Tx, keys: Keys, cast: Cast, customers: DemoCustomer[], now: Date) {
  const actor = cast.actor(administrator.username)
  const ids = await findOrMakeCustomers(tx, keys, actor.tenantId, customers.map(complainantOf), now)
  for (const [at, { tier, lifecycle, tags }] of customers.entries()) {
    const id = ids[at]
    const set = lifecycle && setByPeople.includes(lifecycle) ? lifecycle : null
    const standsOut = tier !== 'ordinary' || tags.length > 0 || set !== null
    if (id && standsOut) await changeCustomer(tx, keys, actor, id, { tier, lifecycle: set, tags, version: 1 }, now)
  }
  return new Map(customers.map(({ phone }, at) => [phone, ids[at] ?? '']))
}

const complainantOf = ({ name, phone, email, customerNo, kind }: DemoCustomer) => ({
  name,
  phone,
  ...(email && { email }),
  ...(customerNo && { customerNo }),
  kind: kind === 'organisation' ? ('organisation' as const) : ('person' as const),
})
