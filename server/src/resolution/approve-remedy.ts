import type { ActInput, RemedyDone } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { endApproval } from './authority/ask.ts'
import { coveringAuthority } from './authority/held.ts'
import { ledgerRowOf, writeLedger } from './authority/ledger.ts'
import { decideRemedy, findRemedy } from './queries.ts'
import { isWithin } from './rules.ts'

const decidedWords = { granted: '这项补偿已经同意', refused: '这项补偿已被拒绝', reversed: '这项补偿已经冲销' } as const

/**
 * 审批: approves or refuses a remedy above its proposer's limit. Two people at once: the case's lock lets the first decide.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for a remedy of another case or a refusal without a reason,
 * ALREADY_DECIDED, NOT_PERMITTED when neither the approver's limit nor that of one they stand in for covers the amount
 * Source: docs/rules/authority.md
 */
export async function approveRemedy(act: Act, caseId: string, input: ActInput<'approvals'>): Promise<z.infer<typeof RemedyDone>> {
  const complaintCase = await beginStep(act, caseId, 'approvals', input)
  const { tx, actor, now } = act
  const { tenantId, userId } = actor
  const remedy = await findRemedy(tx, tenantId, caseId, input.remedyId)
  if (!remedy) throw invalidInput('#/remedyId', '这张工单没有这项补偿')
  if (remedy.state !== 'awaitingApproval') throw new AppError('ALREADY_DECIDED', decidedWords[remedy.state])
  const approved = input.verdict === 'approved'
  if (!approved && !input.reason) throw invalidInput('#/reason', '拒绝要写明理由')
  const held = await coveringAuthority(act, complaintCase, remedy.amount_fen, remedy.by_id)
  if (approved && !isWithin(remedy.amount_fen, held)) throw new AppError('NOT_PERMITTED', '金额超过您的授权额度，请由更高一级审批')

  const state = approved ? 'granted' : 'refused'
  const facts = { remedyId: remedy.id, kind: remedy.kind, amountFen: remedy.amount_fen, verdict: input.verdict }
  const forId = approved && held.userId !== userId ? { forId: held.userId } : {}
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.remedyDecided', facts: { ...facts, ...forId }, texts: input.reason ? { reason: input.reason } : {} },
    {
      awaiting_approvals: Math.max(0, complaintCase.awaiting_approvals - 1),
      ...(remedy.kind === 'thanks' ? { thanks_awaiting: false } : approved && { remedy_decided: true }),
    },
  )
  await decideRemedy(tx, tenantId, remedy.id, state, userId, now)
  const authority = { tier: held.tier, ...(approved && { authority_id: held.userId, limit_id: held.limitId }) }
  await writeLedger(tx, [ledgerRowOf(after, remedy, { kind: approved ? 'approved' : 'refused', byId: userId, at: now, ...authority })])
  await endApproval(tx, tenantId, remedy.id, now)
  return { ...actDone(act, after, remedy.id), state, limitFen: held.limitFen }
}
