import type { ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, statusAfter } from './act.ts'
import { type Case, isOpen } from './lifecycle.ts'
import { partsOf, releaseParts } from './link.ts'

// The ends of a case and the way back: closed, archived, withdrawn, reopened.

/** Excuses open co-handling tasks; given by the routing module. */
export type ExcuseTasks = (act: Act, complaintCase: Case, excused: { taskId: string; reason: string }[]) => Promise<Case>

/** 办结: substantiated cases need a root cause; without a follow-up call an exemption with its reason. Cases merged into this one end with it. */
export async function closeCase(act: Act, caseId: string, input: ActInput<'closure'>, excuseTasks: ExcuseTasks) {
  const { excused = [] } = input
  const given = { exemption: input.exemptionReason !== undefined, excusedTasks: new Set(excused.map(({ taskId }) => taskId)).size }
  const complaintCase = await excuseTasks(act, await beginStep(act, caseId, 'closure', input, given), excused)
  const exempted = complaintCase.status !== 'confirmed'
  const after = await recordEvent(
    act,
    complaintCase,
    {
      kind: 'case.closed',
      facts: { exempted, ...(complaintCase.finding && { finding: complaintCase.finding }) },
      texts: { ...(input.exemptionReason && { reason: input.exemptionReason }), ...(input.note && { text: input.note }) },
    },
    { status: 'closed', closed_at: act.now, suspended_at: null },
  )
  await endCycle(act, complaintCase.id, complaintCase.cycle)
  await closeMergedParts(act, complaintCase.id)
  return actDone(act, after)
}

/** Parts end with the case they went into, and parts of theirs with them; what other units still had to do for them is no longer waited for. */
async function closeMergedParts(act: Act, intoId: string) {
  const parts = await partsOf(act, intoId)
  for (const part of parts) {
    if (!isOpen(part.status)) continue
    await recordEvent(
      act,
      part,
      { kind: 'case.closed', facts: { withCaseId: intoId } },
      { status: 'closed', closed_at: act.now, suspended_at: null, open_tasks: 0 },
    )
    await endCycle(act, part.id, part.cycle)
    await closeMergedParts(act, part.id)
  }
}

/** 归档 */
export async function archiveCase(act: Act, caseId: string, input: ActInput<'archiving'>) {
  const complaintCase = await beginStep(act, caseId, 'archiving', input)
  const event = { kind: 'case.archived' as const, ...(input.note && { texts: { text: input.note } }) }
  return actDone(act, await recordEvent(act, complaintCase, event, { status: statusAfter('archiving', complaintCase) }))
}

/** 撤诉: the complainant takes the complaint back; other complaints merged into it stand on their own again. */
export async function withdrawCase(act: Act, caseId: string, input: ActInput<'withdrawal'>) {
  const complaintCase = await releaseParts(act, await beginStep(act, caseId, 'withdrawal', input), input.reason)
  const changes = { status: 'withdrawn', closed_at: act.now, suspended_at: null, open_tasks: 0 } as const
  const after = await recordEvent(act, complaintCase, { kind: 'case.withdrawn', texts: { reason: input.reason } }, changes)
  await endCycle(act, complaintCase.id, complaintCase.cycle)
  return actDone(act, after)
}

/** 重开: back to handling in a new cycle with a row of its own, so that no figure of the first one is distorted. */
export async function reopenCase(act: Act, caseId: string, input: ActInput<'reopening'>) {
  const complaintCase = await beginStep(act, caseId, 'reopening', input)
  const cycle = complaintCase.cycle + 1
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.reopened', facts: { cycle }, texts: { reason: input.reason } },
    {
      status: 'handling',
      cycle,
      closed_at: null,
      finding: null,
      review: null,
      root_cause: null,
      remedy_decided: false,
      due_at: null,
      breached_at: null,
      // Nobody's unit: whoever reopened it starts handling.
      ...(complaintCase.unit_id === null && { handler_id: act.actor.userId }),
    },
  )
  await startCycle(act, complaintCase.id, cycle)
  return actDone(act, after)
}

/** A cycle's row begins at acceptance and at each reopening. */
export async function startCycle({ tx, actor, now }: Act, caseId: string, cycle: number, processVersionId: string | null = null) {
  await tx
    .insertInto('case_cycle')
    .values({ tenant_id: actor.tenantId, case_id: caseId, cycle, started_at: now, closed_at: null, process_version_id: processVersionId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function endCycle({ tx, actor, now }: Act, caseId: string, cycle: number) {
  await tx
    .updateTable('case_cycle')
    .set({ closed_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('cycle', '=', cycle)
    .execute()
}
