import type { EightDChange, EightDInput, EightDLack, EightDTexts } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Selectable } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { requireLinks, requireTreeAndReport } from '../links.ts'
import { lacksOf } from './lacks.ts'
import type { EightDTable } from './tables.ts'
import { visibleReports } from './visible.ts'

const masked = (text: string) => maskPersonalData(text).masked
const maskedTexts = (texts: Partial<EightDTexts>) =>
  Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, masked(text ?? '')])) as Partial<EightDTexts>

/** 开立 8D: a problem grave enough for a team. @throws NOT_FOUND, CASE_NOT_FOUND */
export async function openReport(act: Act, input: EightDInput, sources: ImprovementSources): Promise<{ id: string }> {
  const { tx, actor, now } = act
  for (const personId of new Set([input.leaderId, ...input.teamIds])) await activePerson(tx, actor.tenantId, personId)
  await requireLinks(tx, actor, input, sources)
  await requireTreeAndReport(tx, actor.tenantId, input)
  const id = newId()
  await tx
    .insertInto('eight_d')
    .values({
      tenant_id: actor.tenantId,
      id,
      title: masked(input.title),
      severity: input.severity,
      leader_id: input.leaderId,
      team_ids: [...new Set(input.teamIds)],
      texts: JSON.stringify(maskedTexts(input.texts)),
      cause_tree_id: input.causeTreeId,
      case_ids: [...new Set(input.caseIds)],
      topic_id: input.topicId,
      risk_point_id: input.riskPointId,
      at: now,
      by_id: actor.userId,
      closed_at: null,
      closed_by: null,
    })
    .execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'eightD.opened',
    actorId: actor.userId,
    subjectId: id,
    facts: { severity: input.severity },
    at: now,
  })
  return { id }
}

/** 修改 8D, by whoever manages actions, its leader or somebody of the team, while it is open. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT */
export async function editReport({ tx, actor }: Act, id: string, { version, texts, ...change }: EightDChange, sources: ImprovementSources) {
  const row = await lockReport(tx, actor, id, version)
  for (const personId of new Set([...(change.leaderId ? [change.leaderId] : []), ...(change.teamIds ?? [])])) {
    if (personId !== row.leader_id && !row.team_ids.includes(personId)) await activePerson(tx, actor.tenantId, personId)
  }
  const caseIds = (change.caseIds ?? []).filter((caseId) => !row.case_ids.includes(caseId))
  await requireLinks(tx, actor, { caseIds, topicId: change.topicId ?? null, riskPointId: change.riskPointId ?? null }, sources)
  await requireTreeAndReport(tx, actor.tenantId, change)
  const given = <Key extends keyof EightDTable>(key: Key, value: unknown) => (value === undefined ? {} : { [key]: value })
  await tx
    .updateTable('eight_d')
    .set({
      ...given('title', change.title && masked(change.title)),
      ...given('severity', change.severity),
      ...given('leader_id', change.leaderId),
      ...given('team_ids', change.teamIds && [...new Set(change.teamIds)]),
      ...given('texts', texts && JSON.stringify({ ...row.texts, ...maskedTexts(texts) })),
      ...given('cause_tree_id', change.causeTreeId),
      ...given('case_ids', change.caseIds && [...new Set(change.caseIds)]),
      ...given('topic_id', change.topicId),
      ...given('risk_point_id', change.riskPointId),
      version: row.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
}

/** 结案: when nothing is lacking any more; actions of it have ended. @throws ACTION_STEP_NOT_ALLOWED with what is missing */
export async function closeReport({ tx, actor, now }: Act, id: string, version: number) {
  const row = await lockReport(tx, actor, id, version)
  const missing: EightDLack[] = await lacksOf(tx, row)
  if (missing.length > 0) throw new AppError('ACTION_STEP_NOT_ALLOWED', `还缺：${missing.join('、')}`, { missing })
  await tx
    .updateTable('eight_d')
    .set({ closed_at: now, closed_by: actor.userId, version: row.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'eightD.closed', actorId: actor.userId, subjectId: id, at: now })
}

export const mayEdit = (actor: Actor, { leader_id: leaderId, team_ids: teamIds }: Pick<EightDTable, 'leader_id' | 'team_ids'>) =>
  actor.permissions.has('actions:manage') ||
  (actor.permissions.has('actions:handle') && actor.userId !== null && [leaderId, ...teamIds].includes(actor.userId))

/**
 * Locks an open report the person may write in; of the version they saw, where one is named.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED when it is closed, VERSION_CONFLICT
 */
export async function lockReport(tx: Tx, actor: Actor, id: string, version?: number): Promise<Selectable<EightDTable>> {
  const row = await tx
    .selectFrom('eight_d')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where(visibleReports(tx, actor))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份 8D 报告，或您无权查看')
  if (!mayEdit(actor, row)) throw new AppError('NOT_PERMITTED', '由组长、组员或措施管理人员来写')
  if (row.closed_at) throw new AppError('ALREADY_DECIDED', '这份报告已经结案')
  if (version !== undefined && row.version !== version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${row.version} 版；请刷新后再改`)
  return row
}
