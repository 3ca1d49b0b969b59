import type { ActInput, Escalated } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { topLevel } from './escalation/rules.ts'
import { callListOf, peopleCalled } from './on-call/who.ts'
import { rowOver } from './queries.ts'

/**
 * 升级: raises an open case by one level; the event names who is called.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, CASE_AT_TOP_LEVEL
 * Source: docs/rules/escalation.md
 */
export async function escalateCase(act: Act, caseId: string, input: ActInput<'escalations'>): Promise<z.infer<typeof Escalated>> {
  const complaintCase = await beginStep(act, caseId, 'escalations', input)
  const fromLevel = complaintCase.escalation_level
  if (fromLevel >= topLevel) throw new AppError('CASE_AT_TOP_LEVEL', '请改为督办，或直接联系危机小组')
  const toLevel = fromLevel + 1
  const { userIds: calledIds } = peopleCalled(await callListOf(act.tx, act.actor.tenantId), complaintCase.unit_id, toLevel, act.now)
  const event = { kind: 'case.escalated', facts: { fromLevel, toLevel, calledIds }, texts: { reason: input.reason } } as const
  const after = await recordEvent(act, complaintCase, event, { escalation_level: toLevel })
  const row = rowOver(act, after)
  await act.tx
    .insertInto('escalation')
    .values({ ...row, from_level: fromLevel, to_level: toLevel })
    .execute()
  return { ...actDone(act, after, row.id), fromLevel, toLevel }
}
