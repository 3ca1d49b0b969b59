import type { ActInput, SettlementDone } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, beginStep } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { recordAnswer } from './answer.ts'
import { authorityOf, authorityShown, requireWithin } from './authority/held.ts'
import { recordGrant } from './grant-remedy.ts'

/**
 * 当场结清: grants the remedy and answers the customer in one act, within the person's own limit; or nothing of it happens.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, NOT_PERMITTED without the permission to grant remedies, ABOVE_LIMIT with
 * the limit and what remains of it
 * Source: docs/rules/authority.md
 */
export async function settleCase(act: Act, caseId: string, input: ActInput<'settlements'>): Promise<z.infer<typeof SettlementDone>> {
  const { tx, actor, now } = act
  if (!actor.permissions.has('cases:grantRemedy')) throw new AppError('NOT_PERMITTED', '需要权限 cases:grantRemedy，请联系管理员')
  const complaintCase = await beginStep(act, caseId, 'settlements', input, { remedy: true })
  const held = await authorityOf(tx, actor.tenantId, actor.userId, complaintCase, now, true)
  requireWithin(input.amountFen, held)
  const remedy = { kind: input.kind, amountFen: input.amountFen, text: input.remedyText }
  const { after, remedyId } = await recordGrant(act, complaintCase, remedy, held)
  const answered = await recordAnswer(act, after, input)
  const left = await authorityOf(tx, actor.tenantId, actor.userId, complaintCase, now)
  return { ...answered, remedyId, answerId: answered.id, authority: authorityShown(left) }
}
