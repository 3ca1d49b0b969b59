import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, type Case, recordEvent, requireAsFound, statusAfter } from '../cases/index.ts'
import { newId } from '../platform/ids.ts'
import { insertAnswer } from './queries.ts'

type Answered = Pick<ActInput<'answers'>, 'text' | 'finding' | 'draftId'>

/**
 * 答复: tells the customer the finding and what is done about it: after a passed return, or on the spot right after acceptance.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for a finding other than the one that stands
 * Source: docs/rules/lifecycle.md
 */
export async function answerCase(act: Act, caseId: string, input: ActInput<'answers'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'answers', input, input.finding ? { finding: input.finding } : {})
  return recordAnswer(act, complaintCase, input)
}

/** The answer itself; the caller has held it against the table of steps. */
export async function recordAnswer(act: Act, complaintCase: Case, input: Answered): Promise<ActDone> {
  await requireAsFound(act, complaintCase, input.finding)
  const finding = input.finding ?? complaintCase.finding
  const id = newId()
  const facts = {
    answerId: id,
    ...(finding && { finding }),
    onTheSpot: complaintCase.status === 'accepted',
    ...(input.draftId && { draftId: input.draftId }),
  }
  const told = { kind: 'case.answered', facts, texts: { text: input.text } } as const
  const after = await recordEvent(act, complaintCase, told, { status: statusAfter('answers', complaintCase), finding })
  await insertAnswer(act.tx, {
    tenant_id: act.actor.tenantId,
    id,
    case_id: complaintCase.id,
    cycle: after.cycle,
    event_no: after.event_no,
    at: act.now,
    by_id: act.actor.userId,
  })
  return actDone(act, after, id)
}
