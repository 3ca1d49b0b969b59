import type { MailReason, MailState } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { recordAudit } from '../../../audit/index.ts'
import { type Act, attachFile, findCase, messageCase, noteCase, requireStep } from '../../../cases/index.ts'
import type { IntakeSources } from '../../../intake/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { findThreadOf, keepThread } from '../../threads.ts'
import { mailKeyOf, participantHash } from '../keep/mail-key.ts'
import { refusedWords, type TakenFiles } from '../process/attachments.ts'
import { complaintOf } from '../process/complaint.ts'
import { addParticipant, identityOf, type MailRow } from '../process/facts.ts'
import { headColumns, markMail } from '../process/mark.ts'
import { lockMail } from '../process/process-mail.ts'
import { takeMail } from '../process/take.ts'
import type { ReadMail } from '../read/parse.ts'
import { newThread } from '../token.ts'

/** A mail somebody decides on: read beforehand, its files in the store. */
export type ReadForDecision = { mail: ReadMail; taken: TakenFiles }

/** 放行为新投诉: the mail is taken as one that begins a conversation, whatever thread it claimed. @throws NOT_FOUND, ALREADY_DECIDED, INPUT_INVALID */
export async function releaseMail(act: Act, id: string, { mail, taken }: ReadForDecision, reason: string, sources: IntakeSources) {
  const row = await waitingMail(act, id)
  const mailKey = await mailKeyOf(act.tx, act.keys, row.tenant_id)
  const { caseId, number, thread } = await takeMail(
    act,
    { row, mail, taken, mailKey, thread: null, isAuthenticated: false, isReleased: true },
    sources,
  )
  await settle(act, row, 'released', reason, { ...namesOf(act, row, mail), case_id: caseId, thread })
  return { caseId, number }
}

/**
 * 归到工单: the mail becomes a message on an open case. Where answers go stays as it was; a sender who is to be known may from now on write
 * in the case's thread.
 * @throws NOT_FOUND, CASE_NOT_FOUND, ALREADY_DECIDED, CASE_STEP_NOT_ALLOWED
 */
export async function fileMail(
  given: Act,
  id: string,
  { mail, taken }: ReadForDecision,
  input: { case: string; knowSender: boolean; reason: string },
) {
  const { tx, keys, now } = given
  const row = await waitingMail(given, id)
  const found = await findCase(tx, given.actor, input.case)
  // Whoever may decide on mail may put it where it belongs.
  const act = {
    ...given,
    actor: { ...given.actor, permissions: new Set([...given.actor.permissions, 'cases:message', 'cases:note'] as const) },
  }
  requireStep(act.actor, found, 'messages')
  await messageCase(act, found.id, {
    direction: 'fromCustomer',
    text: complaintOf(mail, { receivedAt: row.received_at, now, isAnswer: true }).text,
  })
  for (const file of taken.files) await attachFile(act, found.id, file)
  const refused = refusedWords(taken.refused)
  if (refused) await noteCase(act, found.id, { text: refused })
  const sender = mail.from[0]?.address
  let thread: string | null = null
  if (input.knowSender && sender) {
    const kept = await findThreadOf(act, found.id, 'email')
    thread = kept?.thread ?? newThread()
    const own = { door: 'email' as const, accountId: row.account_id, thread, address: sender, takesNoAnswers: true }
    if (!kept) await keepThread(act, found.id, own)
    await addParticipant(tx, row.tenant_id, thread, participantHash(await mailKeyOf(tx, keys, row.tenant_id), sender), now)
  }
  await settle(act, row, 'filed', input.reason, { ...namesOf(act, row, mail), case_id: found.id, thread })
  return { caseId: found.id, number: found.number }
}

/** 删除: the line stays, with who and why. @returns where the raw mail lies, to be removed after the commit */
export async function removeMail(act: Act, id: string, reason: string): Promise<string | null> {
  const row = await waitingMail(act, id)
  await settle(act, row, row.reason, reason, { storage_name: null, raw_key_cipher: null, head_cipher: null }, 'deleted')
  return row.storage_name
}

/** 重试: a mail that failed is processed once more. */
export async function retryMail(act: Act, id: string) {
  const row = await waitingMail(act, id)
  if (row.state !== 'failed') throw new AppError('ALREADY_DECIDED', '只有失败的来信可以重试')
  await markMail(act.tx, row, { state: 'received', reason: null, tries: 0, next_try_at: null, decided_at: null }).execute()
}

async function waitingMail({ tx, actor }: Act, id: string): Promise<MailRow> {
  const row = await lockMail(tx, actor.tenantId, id)
  if (!row) throw new AppError('NOT_FOUND', '没有这封来信')
  if (row.state === 'processed' || row.state === 'deleted' || row.state === 'received')
    throw new AppError('ALREADY_DECIDED', '这封来信已经处理过了，请刷新')
  return row
}

/** A mail that was never read (too large) has no names yet. */
const namesOf = (act: Act, row: MailRow, mail: ReadMail) =>
  row.message_id_hash ? {} : { ...headColumns(act.keys, mail), message_id_hash: identityOf(mail, row) }

async function settle(
  { tx, actor, now }: Act,
  row: MailRow,
  reason: MailReason | null,
  why: string,
  changes: Parameters<typeof markMail>[2],
  state: MailState = 'processed',
) {
  const decision = {
    state,
    reason,
    decided_at: now,
    decided_by: actor.userId,
    decision_reason: maskPersonalData(why).masked.slice(0, 2_000),
  }
  await markMail(tx, row, { ...changes, ...decision }).execute()
  const facts = { from: row.reason, ...(changes.case_id && { caseId: changes.case_id }) }
  const kind = state === 'deleted' ? 'mail.removed' : reason === 'filed' ? 'mail.filed' : 'mail.released'
  await recordAudit(tx, { tenantId: row.tenant_id, kind, actorId: actor.userId, subjectId: row.id, facts, reason: why, at: now })
}
