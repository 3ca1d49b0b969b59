import type { CauseTreeDetail, CauseTreeList, CauseTreeListQuery, CauseTreeVersion } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { casesSeen } from '../actions/detail.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { visibleTrees } from './visible.ts'

/** 根因分析清单: the last changed first. @throws CURSOR_INVALID */
export async function listTrees(tx: Tx, actor: Actor, query: CauseTreeListQuery): Promise<CauseTreeList> {
  const matching = tx
    .selectFrom('cause_tree')
    .where('tenant_id', '=', actor.tenantId)
    .where(visibleTrees(tx, actor))
    .$if(Boolean(query.kind?.length), (rows) => rows.where('kind', 'in', query.kind ?? []))
    .$if(query.caseId !== undefined, (rows) => rows.where(sql<SqlBool>`case_ids @> array[${query.caseId}]::uuid[]`))
    .$if(Boolean(query.q), (rows) => rows.where(sql<SqlBool>`position(lower(${query.q}) in lower(title || ' ' || nodes::text)) > 0`))
  const { count } = await tx
    .selectFrom(
      matching
        .select('id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom(
      matching.select(['tenant_id', 'id', 'kind', 'title', 'nodes', 'case_ids', 'changed_at as at', 'changed_by', 'version']).as('tree'),
    )
    .selectAll()
    .select([
      personNamed('tree', 'changed_by').as('by'),
      sql<number>`(select count(*) from action a where a.tenant_id = tree.tenant_id and a.cause_tree_id = tree.id)`.as('actions'),
    ])
    .$call(newestFirst('tree', query))
    .execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return {
    rows: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      nodes: row.nodes.length,
      confirmed: row.nodes.filter(({ state }) => state === 'confirmed').length,
      causes: [...new Set(row.nodes.flatMap(({ cause }) => cause ?? []))],
      cases: row.case_ids.length,
      actions: row.actions,
      changedAt: row.at.toISOString(),
      changedBy: row.by,
      version: row.version,
    })),
    nextCursor,
    total: cappedTotal(count),
  }
}

/** @throws NOT_FOUND */
export async function findTree(tx: Tx, actor: Actor, id: string, sources: ImprovementSources): Promise<CauseTreeDetail> {
  const row = await seenTree(tx, actor, id)
  const versions = await tx
    .selectFrom('cause_tree_version as v')
    .select(['v.version', 'v.at', sql<number>`jsonb_array_length(v.nodes)`.as('nodes'), personNamed('v', 'by_id').as('by')])
    .where('v.tenant_id', '=', actor.tenantId)
    .where('v.cause_tree_id', '=', id)
    .orderBy('v.version', 'desc')
    .limit(100)
    .execute()
  const cases = await casesSeen(tx, actor, row.case_ids)
  const topics = row.topic_id ? await sources.topicNames(tx, actor, [row.topic_id]) : new Map<string, string>()
  const points = row.risk_point_id ? await sources.riskPointNames(tx, actor.tenantId, [row.risk_point_id]) : new Map<string, string>()
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    nodes: row.nodes,
    cases,
    hiddenCases: row.case_ids.length - cases.length,
    caseIds: row.case_ids,
    topic: row.topic_id && topics.has(row.topic_id) ? { id: row.topic_id, name: topics.get(row.topic_id) ?? '' } : null,
    riskPoint: row.risk_point_id ? { id: row.risk_point_id, name: points.get(row.risk_point_id) ?? '' } : null,
    at: row.at.toISOString(),
    by: row.by,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changedBy,
    version: row.version,
    versions: versions.map((version) => ({ ...version, at: version.at.toISOString() })),
    mayEdit: actor.permissions.has('cases:findCause'),
  }
}

async function seenTree(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('cause_tree')
    .selectAll()
    .select([personNamed('cause_tree', 'by_id').as('by'), personNamed('cause_tree', 'changed_by').as('changedBy')])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where(visibleTrees(tx, actor))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这张图，或您无权查看')
  return row
}

/** An earlier version, as it was saved. @throws NOT_FOUND */
export async function findTreeVersion(tx: Tx, actor: Actor, id: string, version: number): Promise<CauseTreeVersion> {
  await seenTree(tx, actor, id)
  const row = await tx
    .selectFrom('cause_tree_version as v')
    .select(['v.version', 'v.title', 'v.nodes', 'v.at', personNamed('v', 'by_id').as('by')])
    .where('v.tenant_id', '=', actor.tenantId)
    .where('v.cause_tree_id', '=', id)
    .where('v.version', '=', version)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这一版')
  return { ...row, at: row.at.toISOString() }
}
