import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, standingFindingOf } from '../cases/index.ts'
import { reviewReturn } from './queries.ts'

/**
 * 审核返回: the call centre passes the unit's result, so that the customer may be answered, or sends it back to be reworked.
 * The finding of a reworked result no longer counts; it stays on the return's own row. What was found by 认定 stands.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/lifecycle.md
 */
export async function reviewCase(act: Act, caseId: string, input: ActInput<'reviews'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'reviews', input)
  const returnId = await reviewReturn(act, complaintCase, input.verdict)
  const stands = await standingFindingOf(act, complaintCase)
  const after = await recordEvent(
    act,
    complaintCase,
    {
      kind: 'case.reviewed',
      facts: { verdict: input.verdict, ...(returnId && { returnId }) },
      texts: input.reason ? { reason: input.reason } : {},
    },
    input.verdict === 'pass'
      ? { review: 'pass' }
      : { status: 'handling', review: null, finding: stands, reworks: complaintCase.reworks + 1 },
  )
  return actDone(act, after, returnId)
}
