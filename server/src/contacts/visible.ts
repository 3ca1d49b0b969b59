import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/http.ts'

/** Who sees every case sees every contact; others only those about which they were given a care task themselves. */
export const seesAllContacts = (actor: Actor) => actor.permissions.has('cases:read') || actor.userId === null

/** The same as an SQL filter over an alias of `latent_customer`. */
export const visibleLatents = (actor: Actor, alias = 'l') =>
  seesAllContacts(actor)
    ? sql<SqlBool>`true`
    : sql<SqlBool>`exists (select 1 from care_task v where v.tenant_id = ${sql.ref(`${alias}.tenant_id`)}
        and v.latent_id = ${sql.ref(`${alias}.id`)} and v.owner_id = ${actor.userId})`

/** The same over an alias of `contact`. */
export const visibleContacts = (actor: Actor, alias = 'c') =>
  seesAllContacts(actor)
    ? sql<SqlBool>`true`
    : sql<SqlBool>`exists (select 1 from care_task v where v.tenant_id = ${sql.ref(`${alias}.tenant_id`)}
        and v.customer_id = ${sql.ref(`${alias}.customer_id`)} and v.owner_id = ${actor.userId})`
