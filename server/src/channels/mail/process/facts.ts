import type { Selectable } from 'kysely'
import type { Keys } from '../../../platform/crypto.ts'
import { sha256 } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/database.ts'
import { accountsOf } from '../../accounts/accounts.ts'
import { authenticationOf } from '../judge/authentication.ts'
import { isAutomatic } from '../judge/automatic.ts'
import type { MailFacts } from '../judge/judge.ts'
import { participantHash } from '../keep/mail-key.ts'
import type { ReadMail } from '../read/parse.ts'
import type { EmailSettings } from '../settings.ts'
import type { IncomingMailTable } from '../tables.ts'
import { findToken } from '../token.ts'

export type MailRow = Selectable<IncomingMailTable>
const hourMs = 3_600_000

/** The one name of a mail: its Message-ID, else its content. */
export const identityOf = ({ messageId }: Pick<ReadMail, 'messageId'>, row: Pick<MailRow, 'sha256'>): Buffer =>
  messageId === null ? row.sha256 : sha256(messageId)

/** Where a token of ours may stand: what it answers, the subject, whom it was sent to. */
export const threadOfMail = (mailKey: Buffer, mail: ReadMail) =>
  findToken(mailKey, [...mail.references.toReversed(), mail.subject, ...mail.to.map(({ address }) => address)])

/** Facts the rules look at, read in the transaction that acts on them. */
export async function factsOf(tx: Tx, keys: Keys, row: MailRow, mail: ReadMail, settings: EmailSettings, mailKey: Buffer, now: Date) {
  const { tenant_id: tenantId } = row
  const sender = mail.from[0]?.address ?? ''
  const senderHash = participantHash(mailKey, sender)
  const token = threadOfMail(mailKey, mail)
  const thread = typeof token === 'object' && token !== null ? token.thread : null
  const since = new Date(now.getTime() - hourMs)
  const taken = tx
    .selectFrom('incoming_mail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'processed')
    .where('decided_at', '>', since)
  const fromSender = await taken.where('sender_hash', '=', senderHash).executeTakeFirstOrThrow()
  const onThread = thread === null ? { count: 0 } : await taken.where('thread', '=', thread).executeTakeFirstOrThrow()
  const facts: MailFacts = {
    senders: mail.from.length,
    isOwn: (await ownAddresses(tx, keys, tenantId)).has(withoutPlus(sender)),
    seenBefore: await seenBefore(tx, row, identityOf(mail, row), senderHash),
    authentication: authenticationOf(mail, settings.trustedAuthServer),
    isAutomatic: isAutomatic(mail),
    thread: token === 'forged' ? 'forged' : thread === null ? null : 'genuine',
    isParticipant: thread !== null && (await takesPart(tx, tenantId, thread, senderHash)),
    fromSenderLastHour: Number(fromSender.count),
    onThreadLastHour: Number(onThread.count),
  }
  return { facts, thread, senderHash }
}

async function ownAddresses(tx: Tx, keys: Keys, tenantId: string): Promise<Set<string>> {
  const accounts = await accountsOf<EmailSettings>(tx, keys, tenantId, 'email')
  return new Set(accounts.map(({ settings }) => settings.address.toLowerCase()))
}

const withoutPlus = (address: string) => address.replace(/\+[^@]*@/, '@')

async function seenBefore(tx: Tx, row: MailRow, identity: Buffer, senderHash: Buffer): Promise<MailFacts['seenBefore']> {
  const before = await tx
    .selectFrom('incoming_mail')
    .select('sender_hash')
    .where('tenant_id', '=', row.tenant_id)
    .where('message_id_hash', '=', identity)
    .where('id', '<>', row.id)
    .execute()
  if (before.length === 0) return null
  return before.some(({ sender_hash }) => sender_hash?.equals(senderHash)) ? 'same' : 'other'
}

export const takesPart = async (tx: Tx, tenantId: string, thread: string, senderHash: Buffer): Promise<boolean> =>
  (await tx
    .selectFrom('mail_participant')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where('thread', '=', thread)
    .where('address_hash', '=', senderHash)
    .executeTakeFirst()) !== undefined

export const addParticipant = (tx: Tx, tenantId: string, thread: string, hash: Buffer, now: Date) =>
  tx
    .insertInto('mail_participant')
    .values({ tenant_id: tenantId, thread, address_hash: hash, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
