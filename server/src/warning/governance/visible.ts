import type { WarningKind } from '@zhiwei/contract'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { seesAll, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'

/** Their subjects name a case, its customer or what was said in it. */
const kindsOfCases: readonly WarningKind[] = ['stage', 'risk', 'longChain', 'repeat', 'exposure', 'group', 'topic']
/** Keys of warnings of a single customer. */
const ofCustomer = 'customer:%'

/** Named in the words of contacts, over `w`: no complaint stands behind it, or none any more. */
export const isOfContactsAlone = sql<boolean>`(w.kind = 'topic' and not exists (
  select 1 from warning_case wb where wb.tenant_id = w.tenant_id and wb.warning_id = w.id))`

/**
 * 看得到的预警, as SQL over `w`: those of the business are seen by everybody who may see warnings; those of single cases and customers by whoever
 * sees one of the cases, owns the warning or one of its measures. Source: docs/rules/warnings.md
 */
export function visibleWarnings(tx: Tx, actor: Actor): RawBuilder<SqlBool> {
  if (seesAll(actor)) return seesAllContacts(actor) ? sql`true` : sql`not ${isOfContactsAlone}`
  const seen = tx
    .selectFrom('complaint_case')
    .innerJoin('warning_case as wc', (join) =>
      join.onRef('wc.tenant_id', '=', 'complaint_case.tenant_id').onRef('wc.case_id', '=', 'complaint_case.id'),
    )
    .select('wc.warning_id')
    .where('wc.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))
  const measured = tx
    .selectFrom('warning_measure')
    .select('warning_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('owner_id', '=', actor.userId)
  return sql`((w.kind <> all(${[...kindsOfCases]}::text[]) and w.key not like ${ofCustomer})
    or w.owner_id = ${actor.userId}::uuid or w.id in (${seen}) or w.id in (${measured}))`
}

export const seesAllContacts = (actor: Actor) => seesAll(actor) && actor.permissions.has('contacts:read')

/**
 * 看得到的联络, as SQL over the id of one: who sees only some cases opens the contacts of customers they were given a care task about.
 * Source: docs/rules/latent.md
 */
export function visibleContact(actor: Actor, contactId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (seesAllContacts(actor)) return sql`true`
  if (!actor.permissions.has('contacts:read')) return sql`false`
  return sql`exists (
    select 1 from contact c join care_task t on t.tenant_id = c.tenant_id and t.customer_id = c.customer_id and t.owner_id = ${actor.userId}::uuid
    where c.tenant_id = ${actor.tenantId} and c.id = ${contactId})`
}
