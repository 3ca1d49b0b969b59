import type { MailReason, MailState } from '@zhiwei/contract'
import { cleanText, maskEmail, maskName, maskPersonalData } from '@zhiwei/text'
import type { Updateable } from 'kysely'
import type { Keys } from '../../../platform/crypto.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { wantsNoAutomaticAnswer } from '../judge/automatic.ts'
import type { ReadMail } from '../read/parse.ts'
import type { IncomingMailTable, MailHead } from '../tables.ts'
import { attachmentsOf } from './attachments.ts'
import type { MailRow } from './facts.ts'

type Changes = Omit<Updateable<IncomingMailTable>, 'tenant_id' | 'id'>

export const markMail = (tx: Tx | Db, { tenant_id, id }: Pick<MailRow, 'tenant_id' | 'id'>, changes: Changes) =>
  tx.updateTable('incoming_mail').set(changes).where('tenant_id', '=', tenant_id).where('id', '=', id)

export const decided = (state: MailState, reason: MailReason | null, now: Date): Changes => ({
  state,
  reason,
  decided_at: now,
  next_try_at: null,
})

/** What lists and answers need of a mail: masked for people, whole and encrypted for the door. */
export function headColumns(keys: Keys, mail: ReadMail): Changes {
  const [sender] = mail.from
  const head: MailHead = {
    from: sender?.address ?? '',
    name: sender?.name ?? '',
    to: mail.to.slice(0, 50).map(({ address }) => address),
    subject: mail.subject.slice(0, 1_000),
    messageId: mail.messageId,
    references: mail.references,
  }
  return {
    sender_masked: sender
      ? [sender.name && maskName(cleanText(sender.name)), maskEmail(sender.address)].filter(Boolean).join(' ').slice(0, 300)
      : null,
    subject_masked: maskPersonalData(mail.subject.slice(0, 300)).masked,
    head_cipher: keys.encrypt(JSON.stringify(head)),
    file_count: attachmentsOf(mail).length,
    no_automatic_answer: wantsNoAutomaticAnswer(mail),
  }
}
