import type { ActInput, RemedyDone } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { newId } from '../platform/ids.ts'
import { insertRemedy } from './queries.ts'
import { isWithinLimit } from './rules.ts'

/**
 * 补偿: grants a remedy within the person's own limit, or proposes it for approval.
 * @param input `amountFen` 0 for remedies without money (an apology, a repair)
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/authority.md
 */
export async function grantRemedy(act: Act, caseId: string, input: ActInput<'remedies'>): Promise<z.infer<typeof RemedyDone>> {
  const complaintCase = await beginStep(act, caseId, 'remedies', input)
  const { tenantId, userId, remedyLimitFen: limitFen } = act.actor
  const granted = isWithinLimit(input.amountFen, limitFen)
  const state = granted ? 'granted' : 'awaitingApproval'
  const id = newId()
  const facts = { remedyId: id, kind: input.kind, amountFen: input.amountFen }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: granted ? 'case.remedyGranted' : 'case.remedyProposed', facts, texts: { text: input.text } },
    granted ? { remedy_decided: true } : { awaiting_approvals: complaintCase.awaiting_approvals + 1 },
  )
  await insertRemedy(act.tx, {
    tenant_id: tenantId,
    id,
    case_id: caseId,
    cycle: after.cycle,
    event_no: after.event_no,
    at: act.now,
    by_id: userId,
    kind: input.kind,
    amount_fen: input.amountFen,
    state,
    decided_at: granted ? act.now : null,
    decided_by: granted ? userId : null,
  })
  return { ...actDone(act, after, id), state, limitFen }
}
