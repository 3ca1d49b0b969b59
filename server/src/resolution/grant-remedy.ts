import type { ActInput, GrantKind, RemedyDone } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, type Case, isOpen, recordEvent } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type ApprovalDueAt, askApprovers, type Proposal, planApproval } from './authority/ask.ts'
import { authorityOf, type Held, requireWithin } from './authority/held.ts'
import { ledgerRowOf, writeLedger } from './authority/ledger.ts'
import { findSameRemedy, findThanks, insertRemedy } from './queries.ts'
import { isWithin } from './rules.ts'

type NewRemedy = { kind: GrantKind; amountFen: number; text: string }

/**
 * 补偿: grants a remedy within the person's own limit, or proposes it for approval (审批) up the unit tree.
 * @param input `amountFen` 0 for remedies without money (an apology, a repair); `again` when the same is meant once more
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, ALREADY_EXISTS for the same money a second time
 * Source: docs/rules/authority.md
 */
export async function grantRemedy(
  act: Act,
  caseId: string,
  input: ActInput<'remedies'>,
  approvalDueAt: ApprovalDueAt,
): Promise<z.infer<typeof RemedyDone>> {
  const complaintCase = await beginStep(act, caseId, 'remedies', input)
  await requireNew(act, complaintCase, input)
  const held = await authorityOf(act.tx, act.actor.tenantId, act.actor.userId, complaintCase, act.now, true)
  if (!isWithin(input.amountFen, held)) return propose(act, complaintCase, input, held, approvalDueAt)
  const { after, remedyId } = await recordGrant(act, complaintCase, input, held)
  return { ...actDone(act, after, remedyId), state: 'granted', limitFen: held.limitFen }
}

/**
 * 感谢奖励: thanks the customer for a useful complaint, with money or without, under the same limits, approvals and ledger as a remedy. Once a case.
 * It settles nothing: the finding or remedy the answer needs is another matter.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, ALREADY_EXISTS, ABOVE_LIMIT on a closed case, which waits for nobody
 * Source: docs/rules/portrait.md
 */
export async function thankCustomer(
  act: Act,
  caseId: string,
  { amountFen, text, version }: ActInput<'thanks'>,
  approvalDueAt: ApprovalDueAt,
): Promise<z.infer<typeof RemedyDone>> {
  const complaintCase = await beginStep(act, caseId, 'thanks', { version })
  if (await findThanks(act.tx, complaintCase)) throw new AppError('ALREADY_EXISTS', '这张工单已经给过感谢奖励，或正在等待审批')
  const held = await authorityOf(act.tx, act.actor.tenantId, act.actor.userId, complaintCase, act.now, true)
  const reward: NewRemedy = { kind: 'thanks', amountFen, text }
  if (!isOpen(complaintCase.status)) requireWithin(amountFen, held)
  if (!isWithin(amountFen, held)) return propose(act, complaintCase, reward, held, approvalDueAt)
  const { after, remedyId } = await recordGrant(act, complaintCase, reward, held)
  return { ...actDone(act, after, remedyId), state: 'granted', limitFen: held.limitFen }
}

/** Two clicks are no two remedies. */
async function requireNew({ tx }: Act, complaintCase: Case, { kind, amountFen, again }: ActInput<'remedies'>) {
  if (amountFen === 0 || again) return
  if (await findSameRemedy(tx, complaintCase, kind, amountFen))
    throw new AppError('ALREADY_EXISTS', '这张工单已有方式和金额相同的补偿；确要再给一次，请确认“再给一次”')
}

/** The grant itself: event, remedy and ledger. The caller has held the amount against the limit. */
export async function recordGrant(act: Act, complaintCase: Case, { kind, amountFen, text }: NewRemedy, held: Held) {
  const { tx, actor, now } = act
  const remedyId = newId()
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.remedyGranted', facts: { remedyId, kind, amountFen }, texts: { text } },
    kind === 'thanks' ? {} : { remedy_decided: true },
  )
  await insertRemedy(tx, {
    ...remedyOf(act, after, remedyId, kind, amountFen),
    state: 'granted',
    decided_at: now,
    decided_by: actor.userId,
  })
  const remedy = { id: remedyId, kind, amount_fen: amountFen }
  const authority = { authority_id: actor.userId, limit_id: held.limitId, tier: held.tier }
  await writeLedger(tx, [ledgerRowOf(after, remedy, { kind: 'granted', byId: actor.userId, at: now, ...authority })])
  return { after, remedyId }
}

async function propose(act: Act, complaintCase: Case, { kind, amountFen, text }: NewRemedy, held: Held, approvalDueAt: ApprovalDueAt) {
  const { tx, actor, now } = act
  const remedyId = newId()
  const proposal: Proposal = { remedyId, amountFen, tier: held.tier, caseFen: held.granted.caseFen }
  const approval = await planApproval(act, complaintCase, proposal, approvalDueAt)
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.remedyProposed', facts: { remedyId, kind, amountFen, ...approval.facts }, texts: { text } },
    { awaiting_approvals: complaintCase.awaiting_approvals + 1, ...(kind === 'thanks' && { thanks_awaiting: true }) },
  )
  await insertRemedy(tx, {
    ...remedyOf(act, after, remedyId, kind, amountFen),
    state: 'awaitingApproval',
    decided_at: null,
    decided_by: null,
  })
  const remedy = { id: remedyId, kind, amount_fen: amountFen }
  await writeLedger(tx, [ledgerRowOf(after, remedy, { kind: 'proposed', byId: actor.userId, at: now, tier: held.tier })])
  await askApprovers(act, after, remedyId, approval)
  return { ...actDone(act, after, remedyId), state: 'awaitingApproval' as const, limitFen: held.limitFen, askedIds: approval.asked }
}

const remedyOf = ({ actor, now }: Act, after: Case, id: string, kind: GrantKind, amountFen: number) => ({
  tenant_id: actor.tenantId,
  id,
  case_id: after.id,
  cycle: after.cycle,
  event_no: after.event_no,
  at: now,
  by_id: actor.userId,
  kind,
  amount_fen: amountFen,
})
