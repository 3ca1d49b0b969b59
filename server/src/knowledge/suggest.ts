import type { PlanText, PlanUse, PlanUsed, SuggestedPlans } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, findCase } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { complaintText } from './claim-check.ts'
import { citationsOf } from './detail.ts'
import { entryRows } from './entry-rows.ts'
import { rankPlans } from './suggest-rules.ts'
import './tables.ts'

/** Plans in force that are looked at for a case. */
const mostPlans = 1_000

/** 适用预案: of the plans in force those that fit the case, with why and how they did before. @throws CASE_NOT_FOUND */
export async function suggestPlans(tx: Tx, actor: Actor, caseId: string, today: string): Promise<SuggestedPlans> {
  const { tenantId } = actor
  const complaintCase = await findCase(tx, actor, caseId)
  const text = `${complaintCase.subject}\n${await complaintText(tx, complaintCase)}`
  const rows = await entryRows<{ body: string; tokens: string[] }>(tx, tenantId, today, {
    where: sql`r.kind = 'plan' and r.in_force_no is not null and r.state <> 'retired'`,
    limit: mostPlans,
  })
  const plans = rows.map((row) => ({ ...row, words: (row.content as PlanText).words }))
  const ranked = rankPlans({ category: complaintCase.category, cause: complaintCase.root_cause, text }, plans)
  const ids = ranked.map(({ plan }) => plan.id)
  const cited = await citationsOf(tx, tenantId, ids, today)
  const here = await usesOf(tx, tenantId, complaintCase.id)
  return {
    ...wholeList(
      ranked.map(({ plan, reasons }) => ({
        id: plan.id,
        no: plan.in_force_no ?? 1,
        title: plan.title,
        text: plan.content as PlanText,
        citations: cited.filter(({ entryId, no }) => entryId === plan.id && no === plan.in_force_no).map(({ law }) => law),
        state: plan.state,
        reasons,
        used: plan.used,
        helped: plan.helped,
        notHelped: plan.not_helped,
        here: here.get(plan.id) ?? null,
      })),
    ),
    canPropose: actor.permissions.has('cases:note'),
  }
}

async function usesOf(tx: Tx, tenantId: string, caseId: string) {
  const rows = await tx
    .selectFrom('knowledge_use')
    .select(['entry_id', 'helped'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .execute()
  return new Map(rows.map(({ entry_id: entryId, helped }) => [entryId, { helped }]))
}

/** 用过、有帮助: a case counts once for a plan; the last word counts. @throws CASE_NOT_FOUND, NOT_FOUND for what is not in force */
export async function usePlan({ tx, actor, now }: Act, caseId: string, { entryId, helped }: z.infer<typeof PlanUse>): Promise<PlanUsed> {
  const { tenantId } = actor
  const { id } = await findCase(tx, actor, caseId)
  const inForce = await tx
    .selectFrom('knowledge_version')
    .select('no')
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', entryId)
    .where('state', '=', 'inForce')
    .executeTakeFirst()
  if (!inForce) throw new AppError('NOT_FOUND', '这个预案不在生效')
  await sql`
    insert into knowledge_use (tenant_id, entry_id, case_id, no, at, by_id, helped)
    values (${tenantId}, ${entryId}, ${id}, ${inForce.no}, ${now}, ${actor.userId}, ${helped})
    on conflict (tenant_id, entry_id, case_id) do update
      set helped = coalesce(excluded.helped, knowledge_use.helped), by_id = excluded.by_id, no = excluded.no`.execute(tx)
  const { rows } = await sql<PlanUsed>`
    select count(*)::int as used, count(*) filter (where helped)::int as helped, count(*) filter (where not helped)::int as "notHelped"
    from knowledge_use where tenant_id = ${tenantId} and entry_id = ${entryId}`.execute(tx)
  return rows[0] ?? { used: 0, helped: 0, notHelped: 0 }
}
