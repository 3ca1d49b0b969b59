import { systemActor } from '../../../cases/index.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type Account, type OutgoingMessage, SendRefused } from '../../doors.ts'
import { hasOtherDoor, keepThread } from '../../threads.ts'
import { mailKeyOf, participantHash } from '../keep/mail-key.ts'
import { ownMessageId } from '../own-message.ts'
import { addParticipant } from '../process/facts.ts'
import type { EmailSettings } from '../settings.ts'
import type { MailHead } from '../tables.ts'
import { threadBegunBy, tokenOf, written } from '../token.ts'
import { transportOf, withoutAddress } from './transport.ts'
import { simpleHtml, subjectOf } from './words.ts'

const mostReferences = 20

/**
 * 发信: in the customer's own thread where there is one, else as the first of a new one; the answer comes back to the case by the token in
 * Message-ID, subject and, where the server delivers such addresses, Reply-To.
 * @throws SendRefused for a mailbox nobody has, and for what a machine says to somebody who wants to hear people only
 */
export async function sendInThread(deps: Deps, account: Account<EmailSettings>, message: OutgoingMessage): Promise<{ externalId: string }> {
  const { address, senderName, plusAddress } = account.settings
  const prepared = await deps.database
    .tenant(account.tenantId)
    .transaction()
    .execute((tx) => prepare(tx, deps, account, message))
  const { mailKey, thread, last, refusesMachines } = prepared
  const isAutomatic = message.isAutomatic !== false
  if (isAutomatic && refusesMachines) throw new SendRefused('对方的邮件系统不接受自动答复')
  const mark = written(tokenOf(mailKey, thread))
  const [local, domain] = address.split('@')
  const transport = await transportOf(deps, account)
  try {
    const sent = await transport.sendMail({
      from: senderName ? { name: senderName, address } : address,
      to: message.to,
      ...(plusAddress && { replyTo: `${local}+${mark}@${domain}` }),
      subject: subjectOf({ own: last?.subject ?? null, subject: message.subject, number: message.caseNumber, mark }),
      text: message.text,
      html: simpleHtml(message.text),
      messageId: ownMessageId(mailKey, message.id, thread, address),
      ...(last?.messageId && {
        inReplyTo: `<${last.messageId}>`,
        references: [...last.references, last.messageId].slice(-mostReferences).map((id) => `<${id}>`),
      }),
      // Said of what a machine says, so that no other machine answers it (RFC 3834).
      ...(isAutomatic && { headers: { 'Auto-Submitted': last ? 'auto-replied' : 'auto-generated', 'X-Auto-Response-Suppress': 'All' } }),
    })
    return { externalId: sent.messageId }
  } catch (error) {
    throw withoutAddress(error, message.to)
  } finally {
    transport.close()
  }
}

/** The thread it goes out in, kept with the case before anything is sent: an answer may be faster than our own mark of having sent. */
async function prepare(tx: Tx, { keys, clock }: Deps, { tenantId, id }: Account<EmailSettings>, message: OutgoingMessage) {
  const now = clock()
  const mailKey = await mailKeyOf(tx, keys, tenantId)
  const thread = message.thread ?? threadBegunBy(mailKey, message.id)
  if (message.thread === null && message.caseNumber !== null && !message.isCode) {
    const complaintCase = await tx
      .selectFrom('complaint_case')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('number', '=', message.caseNumber)
      .executeTakeFirst()
    const act = { tx, keys, actor: systemActor(tenantId), now }
    if (complaintCase) {
      // Told by mail for once, the customer of another door is answered there again.
      const takesNoAnswers = await hasOtherDoor(act, complaintCase.id, 'email')
      await keepThread(act, complaintCase.id, { door: 'email', accountId: id, thread, address: message.to, takesNoAnswers })
    }
  }
  await addParticipant(tx, tenantId, thread, participantHash(mailKey, message.to), now)
  const row = await tx
    .selectFrom('incoming_mail')
    .select(['head_cipher', 'no_automatic_answer'])
    .where('tenant_id', '=', tenantId)
    .where('thread', '=', thread)
    .where('state', '=', 'processed')
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const last = row?.head_cipher ? (JSON.parse(keys.decrypt(row.head_cipher)) as MailHead) : null
  return { mailKey, thread, last, refusesMachines: row?.no_automatic_answer === true }
}
