import type { ActInput, Escalated } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, recordEvent } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { rowOver } from '../queries.ts'

/**
 * 降级: brings an escalated case down again, one level or to the level named; rules that fired in this cycle do not fire again.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, CASE_AT_LOWEST_LEVEL
 * Source: docs/rules/escalation.md
 */
export async function deEscalateCase(act: Act, caseId: string, input: ActInput<'deEscalations'>): Promise<z.infer<typeof Escalated>> {
  const complaintCase = await beginStep(act, caseId, 'deEscalations', input)
  const fromLevel = complaintCase.escalation_level
  const toLevel = input.toLevel ?? fromLevel - 1
  if (toLevel >= fromLevel) throw new AppError('CASE_AT_LOWEST_LEVEL', `工单现在是 ${fromLevel} 级，请选更低的层级`)
  const event = { kind: 'case.deEscalated', facts: { fromLevel, toLevel }, texts: { reason: input.reason } } as const
  const after = await recordEvent(act, complaintCase, event, { escalation_level: toLevel })
  const row = rowOver(act, after)
  await act.tx
    .insertInto('escalation')
    .values({ ...row, from_level: fromLevel, to_level: toLevel })
    .execute()
  return { ...actDone(act, after, row.id), fromLevel, toLevel }
}
