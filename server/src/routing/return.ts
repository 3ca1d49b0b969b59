import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, requireAsFound, statusAfter } from '../cases/index.ts'
import { excuseTasks } from './excuse-tasks.ts'
import { insertReturn } from './queries.ts'

/**
 * 返回: the unit hands its result and finding to the call centre for review. Co-handling tasks are done, or excused with a reason.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for an excused task that is not open, or a finding other than the one that stands
 * Source: docs/rules/lifecycle.md
 */
export async function returnCase(act: Act, caseId: string, input: ActInput<'returns'>): Promise<ActDone> {
  const excusedIds = new Set(input.excused.map(({ taskId }) => taskId))
  const complaintCase = await beginStep(act, caseId, 'returns', input, { excusedTasks: excusedIds.size })
  await requireAsFound(act, complaintCase, input.finding)
  const excused = await excuseTasks(act, complaintCase, input.excused)
  const after = await recordEvent(
    act,
    excused,
    { kind: 'case.returned', facts: { finding: input.finding }, texts: { text: input.result } },
    { status: statusAfter('returns', excused), finding: input.finding, review: null },
  )
  return actDone(act, after, await insertReturn(act, after, input.finding))
}
