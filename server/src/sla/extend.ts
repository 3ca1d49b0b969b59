import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, lockCase, recordEvent, requireStep, requireWritten } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { latestExtension } from './clock-time.ts'
import { type CaseClocks, type KeptClock, keepClocksOf } from './keep-clocks.ts'
import { insertExtension } from './queries.ts'

/**
 * 延期: moves the time until which the customer is to be answered, or the end of the clock that is named; a breach that was is not undone by it.
 * The clock's own rule says who may, until when at most, and whether the customer must have been told.
 * @throws CASE_NOT_FOUND, VERSION_CONFLICT, CASE_STEP_NOT_ALLOWED while no answer is owed, the case is suspended or its process asks for more, NOT_PERMITTED,
 * INPUT_INVALID when the new time is not later than the present one and than now, or later than the rule allows
 * Source: docs/rules/clocks.md
 */
export async function extendCase(act: Act, caseId: string, input: ActInput<'extensions'>): Promise<ActDone> {
  const { tx, actor, now } = act
  await lockCase(act, caseId, input.version)
  // The reaction to an acceptance a moment ago may still be under way.
  const [kept] = await keepClocksOf(tx, actor.tenantId, [caseId])
  const complaintCase = await lockCase(act, caseId)
  requireStep(actor, complaintCase, 'extensions')
  await requireWritten(tx, complaintCase, 'extensions', input)
  const clock = kept?.clocks.find(isMeant(input.clockId))
  if (!kept || !clock) throw new AppError('CASE_STEP_NOT_ALLOWED', '现在没有在计时的答复时限', { missing: ['timeLimit'] })
  const dueAt = new Date(input.dueAt)
  if (dueAt <= clock.dueAt || dueAt <= now) throw invalidInput('#/dueAt', '新的期限须晚于现在和原期限')
  requireRule(act, kept, clock, dueAt, input.customerTold ?? false)

  const id = newId()
  const facts = {
    extensionId: id,
    regime: clock.regime,
    step: clock.step,
    dueBefore: clock.dueAt.toISOString(),
    dueAt: dueAt.toISOString(),
    ...(input.customerTold !== undefined && { customerTold: input.customerTold }),
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

/** A regulator's own instant is not ours to move. */
const isMeant = (clockId: string | undefined) => (clock: KeptClock) =>
  clock.limit !== null &&
  clock.endedAt === null &&
  clock.state !== 'paused' &&
  (clockId ? clock.id === clockId : clock.regime === 'company' && clock.step === 'answer')

/** 延期规则 of the clock. A law's clock without one is not extended at all. */
function requireRule({ actor }: Act, { calendars }: CaseClocks, clock: KeptClock, dueAt: Date, isCustomerTold: boolean) {
  const rule = clock.limit?.extension ?? null
  if (!rule) {
    if (clock.limit?.ruleCode) throw invalidInput('#/clockId', '这项时限的规则没有规定可以延期')
    return
  }
  if (!actor.permissions.has(rule.approver)) throw new AppError('NOT_PERMITTED', '按这项时限的规则，须由上级批准延期')
  const latest = latestExtension(clock, calendars)
  if (latest && dueAt > latest) throw invalidInput('#/dueAt', `按规则最迟只能延到 ${latest.toISOString()}`)
  if (rule.customerTold && !isCustomerTold) throw invalidInput('#/customerTold', '按规则须先告知客户延期及理由')
}
