import type { CauseNode, CauseTreeChange, CauseTreeInput, NodeCauseInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Selectable } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { activeCauses, addCause } from '../causes.ts'
import { requireLinks } from '../links.ts'
import { requireTree } from './rules.ts'
import type { CauseTreeTable } from './tables.ts'
import { visibleTrees } from './visible.ts'

const masked = (text: string) => maskPersonalData(text).masked
const maskedNodes = (nodes: readonly CauseNode[]) =>
  nodes.map((node) => ({ ...node, text: masked(node.text), evidence: masked(node.evidence) }))

/** 新建根因分析图. @throws INPUT_INVALID, NOT_FOUND, CASE_NOT_FOUND */
export async function drawTree(act: Act, input: CauseTreeInput, sources: ImprovementSources): Promise<{ id: string }> {
  const { tx, actor, now } = act
  requireTree(input.kind, input.nodes)
  await requireCauses(tx, actor.tenantId, input.nodes, [])
  await requireLinks(tx, actor, input, sources)
  const id = newId()
  const nodes = maskedNodes(input.nodes)
  const title = masked(input.title)
  await tx
    .insertInto('cause_tree')
    .values({
      tenant_id: actor.tenantId,
      id,
      kind: input.kind,
      title,
      nodes: JSON.stringify(nodes),
      case_ids: [...new Set(input.caseIds)],
      topic_id: input.topicId,
      risk_point_id: input.riskPointId,
      at: now,
      by_id: actor.userId,
      changed_at: now,
      changed_by: actor.userId,
    })
    .execute()
  await keepVersion(act, id, 1, title, nodes)
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'causeTree.drawn',
    actorId: actor.userId,
    subjectId: id,
    facts: { kind: input.kind },
    at: now,
  })
  return { id }
}

/** 保存: the drawing as it is now, in the next version. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function redrawTree(act: Act, id: string, { version, ...change }: CauseTreeChange, sources: ImprovementSources) {
  const { tx, actor, now } = act
  const row = await lockTree(tx, actor, id, version)
  if (change.nodes) {
    requireTree(row.kind, change.nodes)
    await requireCauses(tx, actor.tenantId, change.nodes, row.nodes)
  }
  const caseIds = change.caseIds && [...new Set(change.caseIds)]
  // What was linked before may have been by somebody who sees more.
  const added = {
    caseIds: (caseIds ?? []).filter((caseId) => !row.case_ids.includes(caseId)),
    topicId: change.topicId ?? null,
    riskPointId: change.riskPointId ?? null,
  }
  await requireLinks(tx, actor, added, sources)
  const nodes = change.nodes ? maskedNodes(change.nodes) : row.nodes
  const title = change.title === undefined ? row.title : masked(change.title)
  await tx
    .updateTable('cause_tree')
    .set({
      title,
      nodes: JSON.stringify(nodes),
      ...(caseIds && { case_ids: caseIds }),
      ...(change.topicId !== undefined && { topic_id: change.topicId }),
      ...(change.riskPointId !== undefined && { risk_point_id: change.riskPointId }),
      changed_at: now,
      changed_by: actor.userId,
      version: row.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await keepVersion(act, id, row.version + 1, title, nodes)
}

/**
 * 入原因目录: a node names a cause of the catalogue, one that is there or a new one; it counts as confirmed from then on.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID, ALREADY_EXISTS, NOT_PERMITTED for a new one without the catalogue's permission
 */
export async function nameCause(act: Act, treeId: string, nodeId: string, input: NodeCauseInput, sources: ImprovementSources) {
  const { tx, actor } = act
  const row = await lockTree(tx, actor, treeId, input.version)
  if (!row.nodes.some(({ id }) => id === nodeId)) throw new AppError('NOT_FOUND', '图里没有这个节点')
  if (input.how === 'new') {
    if (!actor.permissions.has('categories:manage')) throw new AppError('NOT_PERMITTED', '新增原因需要维护目录的权限，请选择已有的原因')
    await addCause(act, { code: input.code, name: input.name, nameEn: input.nameEn, sort: 0 })
  }
  const cause = input.how === 'new' ? input.code : input.cause
  const nodes = row.nodes.map((node) => (node.id === nodeId ? { ...node, cause, state: 'confirmed' as const } : node))
  await redrawTree(act, treeId, { nodes, version: input.version }, sources)
}

async function lockTree(tx: Tx, actor: Actor, id: string, version: number): Promise<Selectable<CauseTreeTable>> {
  const row = await tx
    .selectFrom('cause_tree')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where(visibleTrees(tx, actor))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这张图，或您无权查看')
  if (row.version !== version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${row.version} 版；请刷新后再改`)
  return row
}

/** Causes newly named are of the catalogue; one that was retired since stays where it stands. */
async function requireCauses(tx: Tx, tenantId: string, nodes: readonly CauseNode[], before: readonly CauseNode[]) {
  const known = new Set(before.map(({ cause }) => cause))
  const named = nodes.map(({ cause }, at) => ({ cause, at })).filter(({ cause }) => cause !== null && !known.has(cause))
  if (named.length === 0) return
  const active = await activeCauses(tx, tenantId)
  for (const { cause, at } of named) if (cause && !active.has(cause)) throw invalidInput(`#/nodes/${at}/cause`, `没有可用的原因 ${cause}`)
}

async function keepVersion({ tx, actor, now }: Act, id: string, version: number, title: string, nodes: readonly CauseNode[]) {
  await tx
    .insertInto('cause_tree_version')
    .values({ tenant_id: actor.tenantId, cause_tree_id: id, version, title, nodes: JSON.stringify(nodes), at: now, by_id: actor.userId })
    .execute()
}
