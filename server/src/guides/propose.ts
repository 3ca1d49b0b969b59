import type { GuideProposal, GuideProposals } from '@zhiwei/contract'
import { sql } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import { type Act, visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import './tables.ts'
import { pilesUp, proposedDays } from './rules.ts'
import { maskDeep } from './text.ts'

const dayMs = 86_400_000
const shownCases = 5
const under = (code: string) => sql`(cause = ${code} or starts_with(cause, ${`${code}.`}))`

type Piled = { product: string; expectation: number; customer_use: number; all: number; case_ids: string[] }

/**
 * 建议写指南: products whose complaints of the last 90 days were often found to lie in what was expected (期望过高) or in their use (客户使用);
 * without those that have a guide, are being written about, or were put aside.
 */
export async function proposeGuides(tx: Tx, actor: Actor, now: Date): Promise<GuideProposals> {
  const { tenantId } = actor
  const from = new Date(now.getTime() - proposedDays * dayMs)
  const { rows } = await sql<Piled>`
    with found as (
      select c.id, c.product, c.received_at, coalesce(f.cause, c.root_cause) as cause
      from complaint_case c
      left join finding f on f.tenant_id = c.tenant_id and f.case_id = c.id and f.stands and f.cycle = c.cycle
      where c.tenant_id = ${tenantId} and c.received_at >= ${from} and c.finding is not null and c.product is not null
        and c.erased_at is null and c.merged_into is null
    )
    select product,
      count(*) filter (where ${under('expectation')})::int as expectation,
      count(*) filter (where ${under('customerUse')})::int as customer_use,
      count(*)::int as all,
      coalesce((array_agg(id order by received_at desc) filter (where ${under('expectation')} or ${under('customerUse')})), '{}') as case_ids
    from found
    where not exists (select 1 from guide g where g.tenant_id = ${tenantId} and g.product = found.product and g.withdrawn_at is null)
      and not exists (select 1 from guide_dismissal d where d.tenant_id = ${tenantId} and d.product = found.product and d.until > ${now})
    group by product order by product`.execute(tx)
  const useOf = (row: Piled) => row.expectation + row.customer_use
  const piled = rows.filter((row) => pilesUp({ use: useOf(row), all: row.all })).toSorted((one, other) => useOf(other) - useOf(one))
  const proposals: GuideProposal[] = []
  for (const { product, expectation, customer_use: customerUse, all, case_ids: caseIds } of piled)
    proposals.push({
      product,
      expectation,
      customerUse,
      all,
      share: Number(((expectation + customerUse) / all).toFixed(4)),
      cases: await casesOf(tx, actor, caseIds),
    })
  return wholeList(proposals)
}

const casesOf = (tx: Tx, actor: Actor, ids: string[]) =>
  tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', ids)
    .where(visibleCases(actor))
    .orderBy('received_at', 'desc')
    .limit(shownCases)
    .execute()

/** 暂不写: the product is not proposed for another 90 days. */
export async function dismissProposal({ tx, actor, now }: Act, { product, reason }: { product: string; reason: string }) {
  const row = {
    tenant_id: actor.tenantId,
    product,
    at: now,
    by_id: actor.userId,
    until: new Date(now.getTime() + proposedDays * dayMs),
    reason: maskDeep(reason),
  }
  await tx
    .insertInto('guide_dismissal')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'product']).doUpdateSet(row))
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'guide.proposalDismissed', actorId: actor.userId, reason, at: now })
}
