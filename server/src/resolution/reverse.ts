import type { ActInput, RemedyDone } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { coveringAuthority } from './authority/held.ts'
import { ledgerRowOf, writeLedger } from './authority/ledger.ts'
import { findRemedy, hasGrantedRemedy, isPaid, reverseRemedy } from './queries.ts'

/**
 * 冲销: takes a granted remedy back, with a reason, as long as it is in no payment file. What it took of limits is free again.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID, ALREADY_DECIDED when it is not granted or paid already,
 * NOT_PERMITTED when the person's limit does not cover the amount
 * Source: docs/rules/authority.md
 */
export async function reverseGrant(act: Act, caseId: string, input: ActInput<'reversals'>): Promise<z.infer<typeof RemedyDone>> {
  const complaintCase = await beginStep(act, caseId, 'reversals', input)
  const { tx, actor, now } = act
  const { tenantId, userId } = actor
  const remedy = await findRemedy(tx, tenantId, caseId, input.remedyId, true)
  if (!remedy) throw invalidInput('#/remedyId', '这张工单没有这项补偿')
  if (remedy.state !== 'granted') throw new AppError('ALREADY_DECIDED', '只有已生效的补偿可以冲销')
  if (await isPaid(tx, tenantId, remedy.id)) throw new AppError('ALREADY_DECIDED', '已进入付款批次，不能冲销；请财务追回')
  const held = await coveringAuthority(act, complaintCase, 0, null)
  if (remedy.amount_fen > held.limitFen) throw new AppError('NOT_PERMITTED', '金额超过您的授权额度，请由更高一级冲销')

  await reverseRemedy(tx, tenantId, remedy.id)
  const facts = { remedyId: remedy.id, kind: remedy.kind, amountFen: remedy.amount_fen }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.remedyReversed', facts, texts: { reason: input.reason } },
    { remedy_decided: await hasGrantedRemedy(tx, complaintCase) },
  )
  await writeLedger(tx, [ledgerRowOf(after, remedy, { kind: 'reversed', byId: userId, at: now, tier: held.tier })])
  return { ...actDone(act, after, remedy.id), state: 'reversed', limitFen: held.limitFen }
}
