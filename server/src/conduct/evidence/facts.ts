import type { ConductEvidence, Finding } from '@zhiwei/contract'
import { isSameMatter, signatureOf } from '@zhiwei/text'
import { sql } from 'kysely'
import { sameWordsOfOthers, textOfComplaint, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import '../tables.ts'
import { type ConductCase, type ConductFacts, conductPointsOf } from './points.ts'
import weights from './weights.json' with { type: 'json' }

/** Newest complaints that are looked at, and of those so many for copies on other accounts. */
const looked = { cases: 100, copies: 40, length: 2_000 }

type Row = Awaited<ReturnType<typeof caseRows>>[number]

/** 行为证据 of a customer, from the complaints the person may see. */
export async function evidenceOf(tx: Tx, actor: Actor, customerId: string, now: Date): Promise<ConductEvidence> {
  const since = new Date(now.getTime() - weights.days * 86_400_000)
  const rows = await caseRows(tx, actor, customerId, since, now)
  const ids = rows.map(({ id }) => id)
  const facts: ConductFacts = {
    cases: await casesWithRepeats(tx, actor, customerId, rows),
    texts: await textRows(tx, actor.tenantId, ids),
    contacts: await contactRows(tx, actor.tenantId, ids, since),
    threats: await threatRows(tx, actor.tenantId, ids),
  }
  const { signs, ...points } = conductPointsOf(facts)
  const refs = new Map(rows.map((row) => [row.id, refOf(row)]))
  return {
    ...points,
    cases: rows.length,
    since: since.toISOString(),
    signs: signs.map(({ caseIds, ...sign }) => ({ ...sign, cases: caseIds.flatMap((id) => refs.get(id) ?? []) })),
  }
}

export const refOf = (row: { id: string; number: string; subject: string; received_at: Date }) => ({
  id: row.id,
  number: row.number,
  subject: row.subject,
  receivedAt: row.received_at.toISOString(),
})

/** A finding somebody has appealed against is none yet; words of apology are no remedy granted. */
const caseRows = (tx: Tx, actor: Actor, customerId: string, since: Date, now: Date) =>
  tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'received_at', 'product', 'breached_at', 'cycle', 'reworks', 'duplicate_of'])
    .select([
      sql<Finding | null>`case when exists (select from finding_appeal a where a.tenant_id = complaint_case.tenant_id
        and a.case_id = complaint_case.id and a.decided_at is null) then null else complaint_case.finding end`.as('finding'),
      sql<Date | null>`(select min(a.at) from answer a where a.tenant_id = complaint_case.tenant_id and a.case_id = complaint_case.id)`.as(
        'answered_at',
      ),
      sql<Date | null>`(select min(coalesce(r.decided_at, r.at)) from remedy r where r.tenant_id = complaint_case.tenant_id
        and r.case_id = complaint_case.id and r.state = 'granted' and r.kind <> 'apology')`.as('granted_at'),
      sql<boolean>`exists (select from case_group_member m join case_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
        where m.tenant_id = complaint_case.tenant_id and m.case_id = complaint_case.id and m.left_at is null and g.state = 'approved')`.as(
        'is_group',
      ),
      sql<string>`left(coalesce(${textOfComplaint('complaint_case')}, ''), ${looked.length})`.as('text'),
    ])
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('complaint_case.customer_id', '=', customerId)
    .where('complaint_case.received_at', '>=', since)
    .where('complaint_case.received_at', '<=', now)
    .where('complaint_case.erased_at', 'is', null)
    .where('complaint_case.merged_into', 'is', null)
    .where(visibleCases(actor))
    .orderBy('complaint_case.received_at', 'desc')
    .orderBy('complaint_case.id', 'desc')
    .limit(looked.cases)
    .execute()

async function casesWithRepeats(tx: Tx, actor: Actor, customerId: string, rows: Row[]): Promise<ConductCase[]> {
  const signed = rows.map((row) => ({ row, signature: signatureOf(row.text) }))
  const found: ConductCase[] = []
  for (const [at, { row, signature }] of signed.entries()) {
    const sameAs = signed
      .slice(at + 1)
      .filter((other) => other.row.id === row.duplicate_of || isSameMatter(signature, other.signature))
      .map((other) => other.row.id)
    found.push({
      id: row.id,
      at: row.received_at,
      product: row.product,
      answeredAt: row.answered_at,
      finding: row.finding,
      grantedAt: row.granted_at,
      wasUnresolved: row.cycle > 1 || row.reworks > 0 || row.breached_at !== null,
      breachedAt: row.breached_at,
      sameAs,
      copies: at < looked.copies ? await copiesOf(tx, actor, customerId, row) : { accounts: 0, isGroup: false, isFounded: false },
    })
  }
  return found
}

/** Nobody knows whether two without a name are one: only named accounts count. */
async function copiesOf(tx: Tx, actor: Actor, customerId: string, row: Row): Promise<ConductCase['copies']> {
  const others = await sameWordsOfOthers(tx, actor, { id: row.id, customerId, text: row.text })
  return {
    accounts: new Set(others.flatMap((other) => other.customerId ?? [])).size,
    isGroup: row.is_group,
    isFounded: others.some(({ finding }) => finding === 'substantiated' || finding === 'partly'),
  }
}

/** Texts of the customer with their signals; where a person said which are there, that holds. */
async function textRows(tx: Tx, tenantId: string, caseIds: string[]): Promise<ConductFacts['texts']> {
  if (caseIds.length === 0) return []
  const { rows } = await sql<{ case_id: string; kinds: string[]; threats: string[] }>`
    select a.case_id, coalesce(c.given, jsonb_path_query_array(a.result, '$.signals[*].kind')) as kinds,
      jsonb_path_query_array(a.result, '$.signals[*] ? (@.detail == "threat").kind') as threats
    from case_analysis a
    left join lateral (
      select given from analysis_correction c
      where c.tenant_id = a.tenant_id and c.case_id = a.case_id and c.event_no = a.event_no and c.field = 'signals'
      order by c.said_no desc limit 1
    ) c on true
    where a.tenant_id = ${tenantId} and a.case_id = any(${caseIds}::uuid[])
    order by a.case_id, a.event_no`.execute(tx)
  const outside = ['legal', 'media', 'regulator']
  return rows.map(({ case_id, kinds, threats }) => ({
    caseId: case_id,
    kinds,
    threatens: outside.some((kind) => kinds.includes(kind) && threats.includes(kind)),
  }))
}

async function contactRows(tx: Tx, tenantId: string, caseIds: string[], since: Date): Promise<ConductFacts['contacts']> {
  if (caseIds.length === 0) return []
  const { rows } = await sql<{ case_id: string; at: Date }>`
    select case_id, at from case_event where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) and at >= ${since}
      and (kind = 'case.messageReceived' or (kind = 'case.reminded' and facts ->> 'from' = 'customer'))
    order by at limit 5000`.execute(tx)
  return rows.map(({ case_id, at }) => ({ caseId: case_id, at }))
}

async function threatRows(tx: Tx, tenantId: string, caseIds: string[]): Promise<ConductFacts['threats']> {
  if (caseIds.length === 0) return []
  const rows = await tx
    .selectFrom('staff_protection')
    .select('case_id')
    .where('tenant_id', '=', tenantId)
    .where('case_id', 'in', caseIds)
    .execute()
  return rows.map(({ case_id }) => ({ caseId: case_id }))
}
