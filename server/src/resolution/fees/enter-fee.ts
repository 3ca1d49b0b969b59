import type { ActDone, ActInput } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, actDone, beginStep, type Case, recordEvent } from '../../cases/index.ts'
import { invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import './tables.ts'

/**
 * 外部费用: what was paid to others for the case (tests, repairers, lawyers); counts among its handling cost. What was entered wrongly is corrected by
 * an entry that takes so much back.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID when more is taken back than was entered
 * Source: docs/rules/money.md
 */
export async function enterFee(act: Act, caseId: string, input: ActInput<'fees'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'fees', input)
  const { tx, actor, now } = act
  const amountFen = input.corrects ? -input.amountFen : input.amountFen
  if ((await enteredOf(act, complaintCase)) + amountFen < 0)
    throw invalidInput('#/amountFen', '冲减的金额超过了这一办理周期已录入的外部费用')
  const feeId = newId()
  const after = await recordEvent(act, complaintCase, {
    kind: 'case.feeEntered',
    facts: { feeId, kind: input.kind, amountFen },
    texts: { text: input.text },
  })
  await tx
    .insertInto('outside_fee')
    .values({
      tenant_id: actor.tenantId,
      id: feeId,
      case_id: after.id,
      cycle: after.cycle,
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      kind: input.kind,
      amount_fen: amountFen,
    })
    .execute()
  return actDone(act, after, feeId)
}

async function enteredOf({ tx, actor }: Act, { id, cycle }: Case): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(amount_fen), 0)::bigint as fen from outside_fee where tenant_id = ${actor.tenantId} and case_id = ${id} and cycle = ${cycle}`.execute(
    tx,
  )
  return rows[0]?.fen ?? 0
}
