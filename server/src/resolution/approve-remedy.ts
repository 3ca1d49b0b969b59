import type { ActInput, RemedyDone } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { decideRemedy, findRemedy } from './queries.ts'
import { isWithinLimit } from './rules.ts'

/**
 * 审批: approves or refuses a remedy above its proposer's limit. Two people at once: the case's lock lets the first decide.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for a remedy of another case, ALREADY_DECIDED,
 * NOT_PERMITTED when the approver's own limit does not cover the amount
 * Source: docs/rules/authority.md
 */
export async function approveRemedy(act: Act, caseId: string, input: ActInput<'approvals'>): Promise<z.infer<typeof RemedyDone>> {
  const complaintCase = await beginStep(act, caseId, 'approvals', input)
  const { tenantId, userId, remedyLimitFen: limitFen } = act.actor
  const remedy = await findRemedy(act.tx, tenantId, caseId, input.remedyId)
  if (!remedy) throw invalidInput('#/remedyId', '这张工单没有这项补偿')
  if (remedy.state !== 'awaitingApproval')
    throw new AppError('ALREADY_DECIDED', remedy.state === 'granted' ? '这项补偿已经同意' : '这项补偿已被拒绝')
  const approved = input.verdict === 'approved'
  if (approved && !isWithinLimit(remedy.amount_fen, limitFen)) throw new AppError('NOT_PERMITTED', '金额超过您的授权额度，请由更高一级审批')

  const state = approved ? 'granted' : 'refused'
  const facts = { remedyId: remedy.id, kind: remedy.kind, amountFen: remedy.amount_fen, verdict: input.verdict }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.remedyDecided', facts, texts: input.reason ? { reason: input.reason } : {} },
    { awaiting_approvals: Math.max(0, complaintCase.awaiting_approvals - 1), ...(approved && { remedy_decided: true }) },
  )
  await decideRemedy(act.tx, tenantId, remedy.id, state, userId, act.now)
  return { ...actDone(act, after, remedy.id), state, limitFen }
}
