import type { ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, releaseParts, requireWritten, startCycle, statusAfter } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import type { IntakeSources } from './proposals.ts'

/**
 * 受理: the case is ours to work; its category is confirmed here. The clocks start from this instant (docs/rules/clocks.md),
 * and the case is bound to the written process in force (docs/rules/processes.md).
 * @throws CASE_STEP_NOT_ALLOWED when there is no category yet, or a field is missing that the process requires, INPUT_INVALID for one that does not exist,
 *   NOT_PERMITTED where the agent is complained about (docs/rules/routing.md)
 */
export async function acceptCase(act: Act, caseId: string, input: ActInput<'acceptance'>, sources: IntakeSources) {
  const { category } = input
  if (category !== undefined && !(await sources.knownCategories(act.tx, act.actor.tenantId)).has(category)) {
    throw new AppError('INPUT_INVALID', '没有这个分类', { errors: [{ pointer: '#/category', detail: '没有这个分类' }] })
  }
  const complaintCase = await beginStep(act, caseId, 'acceptance', input, category === undefined ? {} : { category })
  const agentId = complaintCase.agent_id ?? act.actor.userId
  if (agentId && (await sources.isRespondent(act.tx, act.actor.tenantId, caseId, agentId))) {
    throw new AppError('NOT_PERMITTED', '这件投诉的被投诉人员不能受理它，请由他人承办')
  }
  const versionId = await sources.processInForce(act.tx, act.actor.tenantId, category ?? complaintCase.category, act.now)
  await requireWritten(act.tx, { ...complaintCase, process_version_id: versionId }, 'acceptance', input)
  const after = await recordEvent(
    act,
    complaintCase,
    {
      kind: 'case.accepted',
      facts: {
        category: category ?? complaintCase.category,
        ...(input.severity && { severity: input.severity }),
        ...(input.priority && { priority: input.priority }),
      },
      texts: input.note ? { text: input.note } : {},
    },
    {
      status: statusAfter('acceptance', complaintCase),
      accepted_at: act.now,
      category: category ?? complaintCase.category,
      category_confirmed: true,
      agent_id: agentId,
      process_version_id: versionId,
      ...(input.severity && { severity: input.severity }),
      ...(input.priority && { priority: input.priority }),
    },
  )
  await startCycle(act, complaintCase.id, complaintCase.cycle, versionId)
  const { severity, priority } = input
  await sources.keepCorrections(act, complaintCase.id, after.event_no, { category: after.category, severity, priority })
  return actDone(act, after)
}

/** 不予受理: the complaint is not ours; the customer has been told why. Other complaints merged into it stand on their own again. */
export async function declineCase(act: Act, caseId: string, input: ActInput<'declination'>) {
  const begun = await beginStep(act, caseId, 'declination', input, { customerTold: input.customerTold === true })
  const complaintCase = await releaseParts(act, begun, input.reason)
  const changes = { status: statusAfter('declination', complaintCase), closed_at: act.now, suspended_at: null }
  return actDone(
    act,
    await recordEvent(
      act,
      complaintCase,
      { kind: 'case.declined', facts: { customerTold: true }, texts: { reason: input.reason } },
      changes,
    ),
  )
}
