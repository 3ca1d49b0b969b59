import { type Act, lockCase, recordEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { SurveySources } from '../sources.ts'
import { keepLowScore } from './keep-low.ts'

/** So long after its end. Source: docs/rules/portal.md */
const appealDays = 90

/**
 * 申诉: the customer does not accept how the case ended. Somebody who had no part in it decides, as on a low score: opened anew, cared for, or left
 * with a reason; once a cycle.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, ALREADY_DECIDED
 * Source: docs/rules/portal.md
 */
export async function keepAppeal(act: Act, caseId: string, reason: string, sources: SurveySources): Promise<void> {
  const complaintCase = await lockCase(act, caseId)
  const { status, closed_at: closedAt, cycle } = complaintCase
  const isOver = closedAt !== null && act.now.getTime() - closedAt.getTime() > appealDays * 86_400_000
  if (!['answered', 'confirmed', 'closed'].includes(status) || isOver)
    throw new AppError('CASE_STEP_NOT_ALLOWED', '答复之后、办结 90 天之内可以申诉', { missing: ['status:answered|confirmed|closed'] })
  if (await appealOf(act.tx, act.actor.tenantId, { caseId, cycle })) throw new AppError('ALREADY_DECIDED', '这一轮已经申诉过')
  const after = await recordEvent(act, complaintCase, { kind: 'case.appealed', facts: { by: 'customer' }, texts: { reason } })
  const row = { cycle, survey_id: null, follow_up_id: null, appeal_no: after.event_no, satisfaction: null, solved: null }
  await keepLowScore(act, after, row, sources)
}

/** The appeal of a cycle, if there is one. */
export async function appealOf(tx: Tx, tenantId: string, of: { caseId: string; cycle: number }) {
  const row = await tx
    .selectFrom('low_score')
    .select(['at', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', of.caseId)
    .where('cycle', '=', of.cycle)
    .where('appeal_no', 'is not', null)
    .executeTakeFirst()
  return row ? { at: row.at, isOpen: row.state === 'open' } : null
}
