import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { rowOver } from './queries.ts'

/**
 * 督办: a supervisor keeps an eye on the case until it ends; severity and status stay as they are.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID when the due time is not in the future
 * Source: docs/rules/escalation.md
 */
export async function superviseCase(act: Act, caseId: string, input: ActInput<'supervisions'>): Promise<ActDone> {
  const dueAt = input.dueAt ? new Date(input.dueAt) : null
  const complaintCase = await beginStep(act, caseId, 'supervisions', input)
  if (dueAt && dueAt <= act.now) throw invalidInput('#/dueAt', '督办期限须晚于现在')
  const facts = dueAt ? { dueAt: dueAt.toISOString() } : {}
  const after = await recordEvent(act, complaintCase, { kind: 'case.supervised', facts, texts: { reason: input.reason } })
  const row = rowOver(act, after)
  await act.tx
    .insertInto('supervision')
    .values({ ...row, due_at: dueAt, ended_at: null })
    .execute()
  return actDone(act, after, row.id)
}
