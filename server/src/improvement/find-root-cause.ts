import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { activeCauses } from './causes.ts'
import { insertRootCause } from './queries.ts'

/**
 * 根因: names what caused the problem, by a code of the cause catalogue and in words. A later one replaces it on the case; the earlier
 * stays on the timeline.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for an unknown or inactive cause
 * Source: docs/rules/lifecycle.md
 */
export async function findRootCause(act: Act, caseId: string, input: ActInput<'rootCauses'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'rootCauses', input)
  if (!(await activeCauses(act.tx, act.actor.tenantId)).has(input.code)) {
    throw invalidInput('#/code', `没有可用的原因 ${input.code}，请从原因目录中选择`)
  }
  const id = newId()
  const facts = { rootCauseId: id, code: input.code }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.causeFound', facts, texts: { text: input.text } },
    { root_cause: input.code },
  )
  await insertRootCause(act.tx, {
    tenant_id: act.actor.tenantId,
    id,
    case_id: caseId,
    cycle: after.cycle,
    event_no: after.event_no,
    at: act.now,
    by_id: act.actor.userId,
    code: input.code,
  })
  return actDone(act, after, id)
}
