import type { IncomingComplaint, RegisteredComplaint } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { recordAudit } from '../../audit/index.ts'
import { type Act, actDone, beginStep, recordEvent } from '../../cases/index.ts'
import { mayReveal } from '../../customers/index.ts'
import { registerComplaint } from '../../intake/index.ts'
import { AppError } from '../../platform/errors.ts'
import { WithStatus } from '../../platform/write-once.ts'
import { findCall } from './list.ts'
import { talkSecondsOf } from './rules.ts'
import type { CallSources } from './sources.ts'
import type { PhoneCall } from './tables.ts'

/**
 * 来电登记: the complaint of a call; its number goes in by itself where none is given. Sent again by the same call with the same externalId it is
 * the same case. @throws NOT_FOUND, and what registering throws
 */
export async function registerOfCall(
  act: Act,
  callId: string,
  complaint: IncomingComplaint,
  sources: Pick<CallSources, 'intake'>,
): Promise<RegisteredComplaint | WithStatus> {
  const call = await findCall(act.tx, act.actor, callId, true)
  const { complainant } = complaint
  const phone = call.number_cipher && act.keys.decrypt(call.number_cipher)
  const isNamed = complainant.phone !== undefined || complainant.kind === 'anonymous'
  const given = phone && !isNamed ? { ...complaint, complainant: { ...complainant, phone } } : complaint
  const answer = await registerComplaint(act, given, sources.intake)
  const registered = (answer instanceof WithStatus ? answer.body : answer) as RegisteredComplaint
  await bind(act, call, registered.caseId)
  return answer
}

/** 关联到工单: the call was about this open case, which bears it on its timeline. @throws NOT_FOUND, CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED */
export async function linkCall(act: Act, callId: string, caseId: string) {
  const call = await findCall(act.tx, act.actor, callId, true)
  return bind(act, call, caseId)
}

async function bind(act: Act, call: PhoneCall, caseId: string) {
  const { tx, actor, now } = act
  const complaintCase = await beginStep(act, caseId, 'notes', {})
  const bound = await tx
    .insertInto('call_case')
    .values({ tenant_id: actor.tenantId, call_id: call.id, case_id: caseId, at: now, by_id: actor.userId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!bound.numInsertedOrUpdatedRows) return actDone(act, complaintCase, call.id)
  if (call.customer_id === null && complaintCase.customer_id !== null && call.number_hash !== null)
    await tx
      .updateTable('phone_call')
      .set({ customer_id: complaintCase.customer_id })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', call.id)
      .execute()
  const seconds = talkSecondsOf(call)
  const facts = { callId: call.id, direction: call.direction, ...(seconds !== null && { talkSeconds: seconds }) }
  return actDone(act, await recordEvent(act, complaintCase, { kind: 'case.called', facts }), call.id)
}

/** 回拨: somebody called back who was not answered, and says what came of it. @throws NOT_FOUND, ALREADY_DECIDED */
export async function callBack(act: Act, callId: string, note: string) {
  const { tx, actor, now } = act
  const call = await findCall(tx, actor, callId, true)
  if (!call.is_missed || call.called_back_at)
    throw new AppError('ALREADY_DECIDED', call.is_missed ? '已有人回拨' : '这通电话有人接过，不用回拨')
  await tx
    .updateTable('phone_call')
    .set({ called_back_at: now, called_back_by: actor.userId, call_back_note: maskPersonalData(note).masked })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', callId)
    .execute()
  return { id: callId }
}

/** 查看来电号码: the whole number; who looked and why is recorded. @throws NOT_PERMITTED for people of a partner firm */
export async function revealNumber({ tx, actor, keys, now }: Act, callId: string, reason: string) {
  if (!(await mayReveal(tx, actor))) throw new AppError('NOT_PERMITTED', '合作方不能查看客户的完整信息')
  const call = await findCall(tx, actor, callId)
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'call.revealed', actorId: actor.userId, subjectId: callId, reason, at: now })
  return { phone: call.number_cipher && keys.decrypt(call.number_cipher) }
}

/** 录音: where the telephone system keeps it. We send the browser there and never fetch it ourselves. @throws NOT_FOUND */
export async function recordingOf({ tx, actor, keys, now }: Act, callId: string): Promise<string> {
  const call = await findCall(tx, actor, callId)
  const address = call.recording_cipher && keys.decrypt(call.recording_cipher)
  if (!address || new URL(address).protocol !== 'https:') throw new AppError('NOT_FOUND', '这通电话没有录音')
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'call.recordingOpened', actorId: actor.userId, subjectId: callId, at: now })
  return address
}
