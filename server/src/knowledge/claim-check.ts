import type { ClaimCheck, ClaimChecked, ClaimCheckInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, type Case, findCase, personNamed } from '../cases/index.ts'
import { caseCustomerOf } from '../customers/index.ts'
import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { checkClaim, demandsIn, type Grant } from './claim-rules.ts'
import { dayIn, todayOf } from './days.ts'
import { entitlementRows } from './entitlements.ts'
import './tables.ts'

/** What the case demands as far as its words say, and how it was checked last. @throws CASE_NOT_FOUND */
export async function findClaimCheck(tx: Tx, actor: Actor, caseId: string): Promise<ClaimCheck> {
  const complaintCase = await findCase(tx, actor, caseId)
  const last = await tx
    .selectFrom('claim_check as k')
    .select(['k.at', 'k.days_since', 'k.results', personNamed('k', 'by_id').as('by')])
    .where('k.tenant_id', '=', actor.tenantId)
    .where('k.case_id', '=', complaintCase.id)
    .orderBy('k.at', 'desc')
    .orderBy('k.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const said = `${complaintCase.remedy_sought ?? ''}\n${await complaintText(tx, complaintCase)}`
  return {
    proposed: demandsIn(said, complaintCase.amount_fen),
    last: last ? { at: last.at.toISOString(), by: last.by, daysSince: last.days_since, results: last.results } : null,
  }
}

/** 诉求核对: by what held on the day the complaint came; kept with the clauses as they read. @throws CASE_NOT_FOUND */
export async function checkCaseClaim(
  { tx, actor, now }: Act,
  caseId: string,
  input: z.infer<typeof ClaimCheckInput>,
): Promise<ClaimChecked> {
  const { tenantId } = actor
  const complaintCase = await findCase(tx, actor, caseId)
  const customer = complaintCase.customer_id ? await caseCustomerOf(tx, tenantId, complaintCase.customer_id) : null
  const on = dayIn(await tenantZone(tx, tenantId), complaintCase.received_at)
  const rows = await entitlementRows(tx, tenantId, await todayOf(tx, tenantId, now), { on })
  const grants = rows.map(
    ({ lawId: _lawId, validFrom: _from, validTo: _to, source: _source, state: _state, version: _version, ...grant }): Grant => grant,
  )
  const facts = { category: complaintCase.category, product: complaintCase.product, tier: customer?.tier ?? null }
  const results = checkClaim(input.demands, facts, input, grants)
  const id = newId()
  await tx
    .insertInto('claim_check')
    .values({
      tenant_id: tenantId,
      id,
      case_id: complaintCase.id,
      at: now,
      by_id: actor.userId,
      days_since: input.daysSince,
      results: JSON.stringify(results),
    })
    .execute()
  return { id, results }
}

/** The masked complaint; empty once it was erased. */
export async function complaintText(tx: Tx, { tenant_id, id }: Pick<Case, 'tenant_id' | 'id'>): Promise<string> {
  const { rows } = await sql<{ text: string | null }>`
    select masked ->> 'text' as text from case_text where tenant_id = ${tenant_id} and case_id = ${id} and event_no = 1`.execute(tx)
  return rows[0]?.text ?? ''
}
