import { sql } from 'kysely'
import { visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import type { ImprovementSources } from './actions/sources.ts'

type Links = { caseIds: string[]; topicId: string | null; riskPointId: string | null }

/**
 * What an action, a drawing or a report is bound to is there, and the person may see it.
 * @throws NOT_FOUND, CASE_NOT_FOUND
 */
export async function requireLinks(tx: Tx, actor: Actor, { caseIds, topicId, riskPointId }: Links, sources: ImprovementSources) {
  if (riskPointId && !(await sources.riskPointNames(tx, actor.tenantId, [riskPointId])).has(riskPointId))
    throw new AppError('NOT_FOUND', '没有这个风险点')
  if (topicId && !(await sources.topicNames(tx, actor, [topicId])).has(topicId))
    throw new AppError('NOT_FOUND', '没有这个话题，或您无权查看')
  const wanted = [...new Set(caseIds)]
  if (wanted.length === 0) return
  const seen = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', wanted)
    .where(visibleCases(actor))
    .execute()
  if (seen.length !== wanted.length) throw new AppError('CASE_NOT_FOUND', '关联的工单不存在，或您无权查看')
}

/** @throws NOT_FOUND */
export async function requireTreeAndReport(
  tx: Tx,
  tenantId: string,
  { causeTreeId, eightDId }: { causeTreeId?: string | null | undefined; eightDId?: string | null | undefined },
) {
  const isThere = async (table: 'cause_tree' | 'eight_d', id: string) =>
    (await sql`select 1 from ${sql.table(table)} where tenant_id = ${tenantId} and id = ${id}`.execute(tx)).rows.length > 0
  if (causeTreeId && !(await isThere('cause_tree', causeTreeId))) throw new AppError('NOT_FOUND', '没有这张根因分析图')
  if (eightDId && !(await isThere('eight_d', eightDId))) throw new AppError('NOT_FOUND', '没有这份 8D 报告')
}
