import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { rowOver } from './queries.ts'

/**
 * 催办: somebody asks how far the case is, a colleague or the customer; counted, for repeated asking is an early sign.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/lifecycle.md
 */
export async function remindOfCase(act: Act, caseId: string, input: ActInput<'reminders'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'reminders', input)
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.reminded', facts: { from: input.from }, texts: input.text ? { text: input.text } : {} },
    { reminders: complaintCase.reminders + 1 },
  )
  const row = rowOver(act, after)
  await act.tx
    .insertInto('reminder')
    .values({ ...row, sender: input.from })
    .execute()
  return actDone(act, after, row.id)
}
