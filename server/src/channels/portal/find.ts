import { sql } from 'kysely'
import { readCaseNumber } from '../../cases/index.ts'
import { contactHashesOf } from '../../customers/index.ts'
import { type Keys, sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'

/** As one number, however it is typed; one that can be none stays what it is, so that it costs the same work. */
export const numberTyped = (typed: string) => readCaseNumber(typed) ?? typed.trim().toUpperCase().slice(0, 40)

type Place = { tx: Tx; keys: Keys; tenantId: string }

/** The case of that number, where the phone or e-mail is its customer's: one statement, whatever is typed. */
export function caseOfContact({ tx, keys, tenantId }: Place, typed: { number: string; contact: string }) {
  const hashes = contactHashesOf(keys, tenantId, typed.contact)
  return casesWithContacts(tx, tenantId, typed.number)
    .where('contact_point.value_hash', 'in', hashes.length > 0 ? hashes : [sha256('')])
    .executeTakeFirst()
}

/** The same by the last 4 digits of a phone. */
export const caseOfLast4 = ({ tx, keys, tenantId }: Place, typed: { number: string; last4: string }) =>
  casesWithContacts(tx, tenantId, typed.number)
    .where('contact_point.last4_hash', '=', keys.lookup(tenantId, 'last4', typed.last4))
    .executeTakeFirst()

const casesWithContacts = (tx: Tx, tenantId: string, number: string) =>
  tx
    .selectFrom('complaint_case')
    .innerJoin('contact_point', (join) =>
      join
        .onRef('contact_point.tenant_id', '=', 'complaint_case.tenant_id')
        .onRef('contact_point.customer_id', '=', 'complaint_case.customer_id'),
    )
    .select(['complaint_case.id', 'contact_point.id as contact_point_id'])
    .where('complaint_case.tenant_id', '=', tenantId)
    .where('complaint_case.number', '=', numberTyped(number))
    .where('complaint_case.erased_at', 'is', null)
    // What somebody only typed opens nothing of a customer who is known otherwise.
    .where(
      sql<boolean>`(not contact_point.unproven or not exists (select 1 from contact_point o
        where o.tenant_id = contact_point.tenant_id and o.customer_id = contact_point.customer_id and not o.unproven))`,
    )
