import type { CaseOutlook, RiskList, RiskListQuery, RiskQuality } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type CaseListSources, findCase, isOpen, rowsOfCases, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { longChainAt } from '../course/rules.ts'
import { adviceFor, type LimitOf } from '../stages/raise.ts'
import { modelInService } from './learn.ts'
import { fewestEnds } from './lesson.ts'

/** 可能升级: open cases, the likeliest first; nothing follows from it by itself. @throws CURSOR_INVALID */
export async function listRisks(
  tx: Tx,
  actor: Actor,
  query: z.infer<typeof RiskListQuery>,
  now: Date,
  sources: CaseListSources,
): Promise<RiskList> {
  const { unitId, category, stage, mine, atLeast, cursor, limit } = query
  let matching = tx
    .selectFrom('case_watch as w')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'w.tenant_id').onRef('complaint_case.id', '=', 'w.case_id'),
    )
    .where('w.tenant_id', '=', actor.tenantId)
    .where('w.risk', 'is not', null)
    .where('complaint_case.erased_at', 'is', null)
    .where('complaint_case.merged_into', 'is', null)
    .where(visibleCases(actor) as never)
  if (unitId) matching = matching.where('complaint_case.unit_id', '=', unitId)
  if (stage?.length) matching = matching.where('complaint_case.stage', 'in', stage.map(Number))
  if (atLeast !== undefined) matching = matching.where('w.risk', '>=', atLeast)
  if (category)
    matching = matching.where(
      sql<boolean>`complaint_case.category collate "C" >= ${category} and complaint_case.category collate "C" < ${`${category}/`}`,
    )
  if (mine === 'true')
    matching = matching.where(sql<boolean>`case when handler_id is null then agent_id else handler_id end = ${actor.userId}::uuid`)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from (${matching.select('w.case_id').limit(countCap + 1)}) n`.execute(tx)
  if (cursor) {
    const [risk, id] = decodeCursor(cursor, 2)
    matching = matching.where(sql<boolean>`(w.risk, w.case_id) < (${risk}::real, ${id}::uuid)`)
  }
  const found = await matching
    .selectAll('complaint_case')
    .select(['w.risk', 'w.risk_basis', 'w.risk_reasons', 'w.looked_at'])
    .orderBy('w.risk', 'desc')
    .orderBy('w.case_id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(found, limit, (row) => [row.risk, row.id])
  const cases = new Map((await rowsOfCases(tx, actor.tenantId, page, now, sources)).map((row) => [row.id, row]))
  const rows = page.flatMap((row) => {
    const complaintCase = cases.get(row.id)
    if (!complaintCase) return []
    return [
      {
        case: complaintCase,
        risk: row.risk ?? 0,
        basis: row.risk_basis ?? ('rule' as const),
        reasons: row.risk_reasons,
        at: (row.looked_at ?? now).toISOString(),
      },
    ]
  })
  const basis = (await modelInService(tx, actor.tenantId)) ? ('model' as const) : ('rule' as const)
  return { rows, nextCursor, total: cappedTotal(counted[0]?.count ?? 0), basis }
}

/** 工单的预警: what is expected of a case and why, what to do now, and the groups it is in. @throws CASE_NOT_FOUND */
export async function caseOutlook(tx: Tx, actor: Actor, idOrNumber: string, now: Date, limitOf: LimitOf): Promise<CaseOutlook> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { tenantId } = actor
  const watch = await tx
    .selectFrom('case_watch')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', complaintCase.id)
    .executeTakeFirst()
  const { rows: groups } = await sql<{ id: string; subject: string; state: string; people: number }>`
    select g.id, g.subject, g.state, g.people from case_group g
    where g.tenant_id = ${tenantId} and g.state <> 'dismissed' and (g.parent_case_id = ${complaintCase.id} or exists (
      select 1 from case_group_member m where m.tenant_id = g.tenant_id and m.group_id = g.id and m.case_id = ${complaintCase.id} and m.left_at is null))
    order by g.last_at desc limit 5`.execute(tx)
  const open = isOpen(complaintCase.status)
  const advice = open ? await adviceFor(tx, complaintCase, limitOf, now) : null
  if (!watch || watch.looked_at === null || watch.next_look_at === null)
    return { watched: false, at: null, risk: null, chain: null, signs: {}, advice, groups }
  const { rows: ranks } = await sql<{ rank: number; of: number }>`
    select (count(*) filter (where risk > ${watch.risk}))::int + 1 as rank, count(*)::int as of
    from case_watch where tenant_id = ${tenantId} and risk is not null`.execute(tx)
  return {
    watched: true,
    at: watch.looked_at.toISOString(),
    risk:
      watch.risk === null
        ? null
        : {
            score: watch.risk,
            basis: watch.risk_basis ?? 'rule',
            reasons: watch.risk_reasons,
            rank: ranks[0]?.rank ?? 1,
            of: ranks[0]?.of ?? 1,
          },
    chain: { points: watch.chain_points ?? 0, warned: (watch.chain_points ?? 0) >= longChainAt, reasons: watch.chain_reasons },
    signs: watch.signs,
    advice,
    groups,
  }
}

/** 升级风险的质量: as the last night measured it. @param before the last of those before this instant */
export async function riskQuality(tx: Tx, tenantId: string, before?: Date): Promise<RiskQuality> {
  const row = await tx
    .selectFrom('risk_model')
    .select(['at', 'outcome', 'quality'])
    .where('tenant_id', '=', tenantId)
    .$if(before !== undefined, (query) => query.where('at', '<', before ?? new Date()))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const basis = (await modelInService(tx, tenantId)) ? ('model' as const) : ('rule' as const)
  if (row) return { ...row.quality, outcome: row.outcome, at: row.at.toISOString(), basis }
  return {
    outcome: 'none',
    at: null,
    basis,
    snapshots: 0,
    trained: 0,
    heldOut: 0,
    cases: 0,
    heldOutFrom: null,
    fewest: fewestEnds.learnt,
    ends: { regulator: 0, reopened: 0, worse: 0 },
    rule: null,
    model: null,
    betterIn: null,
    weights: [],
  }
}
