import { type Act, noteCase, systemActor } from '../../../cases/index.ts'
import type { IntakeSources } from '../../../intake/index.ts'
import { receive } from '../../receive.ts'
import { participantHash } from '../keep/mail-key.ts'
import type { ReadMail } from '../read/parse.ts'
import { newThread } from '../token.ts'
import { refusedWords, type TakenFiles } from './attachments.ts'
import { complaintOf } from './complaint.ts'
import { addParticipant, identityOf, type MailRow } from './facts.ts'

export type Takes = {
  row: MailRow
  mail: ReadMail
  taken: TakenFiles
  mailKey: Buffer
  thread: string | null
  /** Our own mail server found that the sender is who it says. */
  isAuthenticated: boolean
  /** Somebody decided that it is one of its own, whatever Message-ID it bears. */
  isReleased?: boolean
}

/**
 * 收下: the mail becomes a message on the case of its thread, or a new case; its files follow, and what of them was refused is noted there.
 * @throws INPUT_INVALID
 */
export async function takeMail(
  act: Act,
  { row, mail, taken, mailKey, thread, isAuthenticated, isReleased }: Takes,
  sources: IntakeSources,
) {
  const { tx, now } = act
  const tenantId = row.tenant_id
  const inThread = thread ?? newThread()
  const sender = mail.from[0]?.address ?? ''
  const received = await receive(
    act,
    {
      door: 'email',
      accountId: row.account_id,
      thread: inThread,
      address: sender,
      isProven: isAuthenticated,
      complaint: {
        ...complaintOf(mail, { receivedAt: row.received_at, now, isAnswer: thread !== null }),
        externalId: isReleased ? row.id : identityOf(mail, row).toString('hex'),
      },
      files: taken.files,
    },
    sources,
  )
  if (sender) await addParticipant(tx, tenantId, inThread, participantHash(mailKey, sender), now)
  const refused = refusedWords(taken.refused)
  const noting = { ...act, actor: { ...systemActor(tenantId), permissions: new Set(['cases:note'] as const) } }
  if (refused && !received.isRepeat) await noteCase(noting, received.caseId, { text: refused })
  return { ...received, thread: inThread }
}
