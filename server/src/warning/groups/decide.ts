import type {
  AuditKind,
  CaseGroupDetail,
  CaseGroupDismissal,
  CaseGroupRemoval,
  MajorCaseDecision,
  MajorCaseProposal,
} from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, linkChildren, type ReadingsOf, registerCases } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { recount } from './find.ts'
import { findGroup, groupDetail } from './list.ts'
import { fewestPeople } from './same-matter.ts'
import type { CaseGroupTable } from './tables.ts'

type Group = Selectable<CaseGroupTable>

/** @throws NOT_FOUND, VERSION_CONFLICT */
async function lockGroup({ tx, actor }: Act, id: string, version: number | undefined): Promise<Group> {
  const group = await tx
    .selectFrom('case_group')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!group) throw new AppError('NOT_FOUND', '没有这组群诉')
  if (version !== undefined && version !== group.version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${group.version} 版；请刷新后再做`)
  return group
}

const requireState = ({ state }: Group, wanted: Group['state']) => {
  if (state !== wanted) throw new AppError('CASE_STEP_NOT_ALLOWED', `这组群诉现为 ${state}`, { missing: [`state:${wanted}`] })
}

type Change = Partial<Omit<Group, 'tenant_id' | 'id' | 'version'>>
async function change(act: Act, group: Group, kind: AuditKind, changes: Change, reason: string): Promise<CaseGroupDetail> {
  const { tx, actor, now } = act
  await tx
    .updateTable('case_group')
    .set({ ...changes, version: group.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', group.id)
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind, actorId: actor.userId, subjectId: group.id, reason, at: now })
  return groupDetail(tx, actor, group.id)
}

const masked = (text: string) => maskPersonalData(text).masked

/** 提请重大投诉: somebody proposes to handle the group as one. @throws NOT_FOUND, VERSION_CONFLICT, CASE_STEP_NOT_ALLOWED */
export async function proposeMajorCase(act: Act, id: string, input: z.infer<typeof MajorCaseProposal>) {
  const group = await lockGroup(act, id, input.version)
  requireState(group, 'found')
  if (group.people < fewestPeople)
    throw new AppError('CASE_STEP_NOT_ALLOWED', `重大投诉从 ${fewestPeople} 人起，现在是 ${group.people} 人`, { missing: ['people'] })
  const { severity, reason } = input
  const changes = { state: 'proposed', severity, proposal: masked(reason), proposed_at: act.now, proposed_by: act.actor.userId } as const
  return change(act, group, 'caseGroup.proposed', changes, reason)
}

/**
 * 审批重大投诉: approved by somebody else than who proposed it; a parent case is registered and the open cases become its children.
 * Refused, the group is found no more.
 * @throws NOT_FOUND, VERSION_CONFLICT, CASE_STEP_NOT_ALLOWED, NOT_PERMITTED for who proposed it
 */
export async function decideMajorCase(act: Act, id: string, input: z.infer<typeof MajorCaseDecision>, readingsOf: ReadingsOf) {
  const { actor, now } = act
  const group = await lockGroup(act, id, input.version)
  requireState(group, 'proposed')
  if (group.proposed_by === actor.userId) throw new AppError('NOT_PERMITTED', '提请人不能审批自己的提请，请另一位主管审批')
  const decided = { decision: masked(input.reason), decided_at: now, decided_by: actor.userId }
  if (!input.approve) return change(act, group, 'caseGroup.refused', { ...decided, state: 'refused' }, input.reason)
  const parentId = await registerParent(act, group, readingsOf)
  const { rows } = await membersWith(act, id)
  await linkChildren(
    act,
    parentId,
    rows.map((row) => row.case_id),
  )
  return change(act, group, 'caseGroup.approved', { ...decided, state: 'approved', parent_case_id: parentId }, input.reason)
}

const membersWith = async ({ tx, actor }: Act, groupId: string) => ({
  rows: await tx
    .selectFrom('case_group_member')
    .select('case_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('group_id', '=', groupId)
    .where('left_at', 'is', null)
    .execute(),
})

/** The major case tells what its children share, in the words of the group. */
async function registerParent(act: Act, group: Group, readingsOf: ReadingsOf): Promise<string> {
  const { category, product, node, region, subject, people, severity } = group
  const complaint = {
    channel: 'api' as const,
    complainant: { kind: 'anonymous' as const },
    subject: `【重大投诉】${subject}`.slice(0, 300),
    text: `${people} 人反映同一事项：${subject}。${group.proposal ?? ''}`,
    ...(category !== null && { category }),
    ...(product !== null && { product }),
    ...(node !== null && { node }),
    ...(region !== null && { region }),
  }
  const [reading] = await readingsOf(act, [complaint])
  const [registered] = await registerCases(act, [
    {
      complaint,
      customerId: null,
      duplicateOf: null,
      agentId: act.actor.userId,
      ...(severity !== null && { severity }),
      proposal: reading?.(false) ?? null,
    },
  ])
  if (!registered) throw new Error('a case without an external id is always stored')
  return registered.id
}

/** 不是群诉: found no more. */
export async function dismissGroup(act: Act, id: string, input: z.infer<typeof CaseGroupDismissal>) {
  const group = await lockGroup(act, id, input.version)
  requireState(group, 'found')
  const decided = { state: 'dismissed', decision: masked(input.reason), decided_at: act.now, decided_by: act.actor.userId } as const
  return change(act, group, 'caseGroup.dismissed', decided, input.reason)
}

/** 移出: this one is another matter; it does not come back by itself. */
export async function removeFromGroup(act: Act, id: string, { caseId, reason }: z.infer<typeof CaseGroupRemoval>) {
  const { tx, actor, now } = act
  const group = await lockGroup(act, id, undefined)
  if (group.state === 'dismissed' || group.state === 'refused') requireState(group, 'found')
  const { numUpdatedRows } = await tx
    .updateTable('case_group_member')
    .set({ left_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('group_id', '=', id)
    .where('case_id', '=', caseId)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', '这组群诉里没有这张工单')
  await recount(tx, actor.tenantId, id, now)
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'caseGroup.caseRemoved',
    actorId: actor.userId,
    subjectId: id,
    facts: { caseId },
    reason,
    at: now,
  })
  await findGroup(tx, actor.tenantId, id)
  return groupDetail(tx, actor, id)
}
