import type { ActInput } from '@zhiwei/contract'
import { AppError } from '../platform/errors.ts'
import { type Act, actDone, beginStep, recordEvent } from './act.ts'

// What is said and shown on a case: notes, messages, revealed personal data.

/** 备注: an internal note; customers never see it. */
export async function noteCase(act: Act, caseId: string, input: ActInput<'notes'>) {
  const complaintCase = await beginStep(act, caseId, 'notes', input)
  return actDone(act, await recordEvent(act, complaintCase, { kind: 'case.noted', texts: { text: input.text } }))
}

/** 沟通: a message to or from the customer. @param door by which it came in, where no person wrote it down */
export async function messageCase(act: Act, caseId: string, input: ActInput<'messages'>, door?: string) {
  const complaintCase = await beginStep(act, caseId, 'messages', input)
  const kind = input.direction === 'toCustomer' ? 'case.messageSent' : 'case.messageReceived'
  const facts = { ...(input.draftId && { draftId: input.draftId }), ...(door && { door }) }
  return actDone(act, await recordEvent(act, complaintCase, { kind, facts, texts: { text: input.text } }))
}

/** Given by the customers module: who may see personal data in clear (throws NOT_PERMITTED), and a customer's field in clear. */
export type Reveal = {
  requireReveal: (act: Act) => Promise<void>
  revealCustomer: (act: Act, customerId: string, field: 'phone' | 'email' | 'name') => Promise<string | null>
}

/**
 * 查看完整信息: shows a masked field; who looked and why stands on the timeline.
 * @throws NOT_PERMITTED for people of a partner firm, GONE when the text was erased
 */
export async function revealOnCase(act: Act, caseId: string, input: ActInput<'reveals'>, sources: Reveal) {
  const complaintCase = await beginStep(act, caseId, 'reveals', input)
  await sources.requireReveal(act)
  const { field, reason } = input
  const value =
    field === 'text'
      ? await originalText(act, caseId)
      : complaintCase.customer_id && (await sources.revealCustomer(act, complaintCase.customer_id, field))
  const after = await recordEvent(act, complaintCase, { kind: 'case.revealed', facts: { field }, texts: { reason } })
  return { ...actDone(act, after), field, value: value ?? null }
}

async function originalText({ tx, actor, keys }: Act, caseId: string): Promise<string> {
  const row = await tx
    .selectFrom('case_text')
    .select('cipher')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', 1)
    .executeTakeFirst()
  if (!row?.cipher) throw new AppError('GONE', '原文已按规定清除')
  return (JSON.parse(keys.decrypt(row.cipher)) as { text: string }).text
}
