import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, lockCase, recordEvent, requireStep } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { keepClocksOf } from './keep-clocks.ts'
import { insertExtension } from './queries.ts'

/**
 * 延期: moves the time until which the customer is to be answered; a breach that was is not undone by it.
 * @throws CASE_NOT_FOUND, VERSION_CONFLICT, CASE_STEP_NOT_ALLOWED while no answer is owed or the case is suspended,
 * INPUT_INVALID when the new time is not later than the present one and than now
 * Source: docs/rules/clocks.md
 */
export async function extendCase(act: Act, caseId: string, input: ActInput<'extensions'>): Promise<ActDone> {
  const { tx, actor, now } = act
  await lockCase(act, caseId, input.version)
  // The reaction to an acceptance a moment ago may still be under way.
  const [kept] = await keepClocksOf(tx, actor.tenantId, [caseId])
  const complaintCase = await lockCase(act, caseId)
  requireStep(actor, complaintCase, 'extensions')
  const clock = kept?.clocks.find(
    ({ regime, step, endedAt, state }) => regime !== 'regulator' && step === 'answer' && endedAt === null && state !== 'paused',
  )
  if (!clock) throw new AppError('CASE_STEP_NOT_ALLOWED', '现在没有在计时的答复时限', { missing: ['timeLimit'] })
  const dueAt = new Date(input.dueAt)
  if (dueAt <= clock.dueAt || dueAt <= now) throw invalidInput('#/dueAt', '新的期限须晚于现在和原期限')

  const id = newId()
  const facts = {
    extensionId: id,
    regime: clock.regime,
    step: clock.step,
    dueBefore: clock.dueAt.toISOString(),
    dueAt: dueAt.toISOString(),
  }
  const after = await recordEvent(act, complaintCase, { kind: 'case.extended', facts, texts: { reason: input.reason } })
  await insertExtension(tx, {
    tenant_id: actor.tenantId,
    id,
    case_id: caseId,
    cycle: after.cycle,
    event_no: after.event_no,
    at: now,
    by_id: actor.userId,
    due_before: clock.dueAt,
    due_at: dueAt,
  })
  await keepClocksOf(tx, actor.tenantId, [caseId])
  return actDone(act, after, id)
}
