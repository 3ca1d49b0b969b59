import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { Deps } from '../../../platform/deps.ts'
import type { Account } from '../../doors.ts'
import { type FetchedMail, keepMail } from '../keep/keep-mail.ts'
import { keepPosition, type MailboxPosition } from '../keep/position.ts'
import { mostMailBytes } from '../keep/raw.ts'
import type { EmailSettings } from '../settings.ts'

const dayMs = 86_400_000
/** Mails that may have come while the server numbered its mails anew. What was read before is seen by its Message-ID. */
const lookBackDays = 3

/**
 * 收信: stores every mail behind the position, oldest first; one mail, one transaction with the position. The first time mails of the last
 * days are read, as the account says.
 * @returns how many were stored
 */
export async function readMailbox(
  deps: Deps,
  account: Account<EmailSettings>,
  client: ImapFlow,
  position: MailboxPosition,
  stop?: AbortSignal,
): Promise<number> {
  const { folder, firstDays, markSeen } = account.settings
  const lock = await client.getMailboxLock(folder)
  try {
    const { mailbox } = client
    if (!mailbox) throw new Error(`信箱 ${folder} 打不开`)
    const uidValidity = Number(mailbox.uidValidity)
    const isKnown = position.uidValidity === uidValidity
    const days =
      position.uidValidity === 0 ? firstDays : Math.ceil((deps.clock().getTime() - position.readAt.getTime()) / dayMs) + lookBackDays
    const found = isKnown ? await mailsAfter(client, position.lastUid) : await mailsOfDays(client, days, deps.clock())
    for (const one of found) {
      if (stop?.aborted) return 0
      await keepMail(deps, account, await fetchMail(client, one, uidValidity))
      if (markSeen) await client.messageFlagsAdd(String(one.uid), ['\\Seen'], { uid: true }).catch(() => false)
    }
    const last = found.at(-1)?.uid ?? (isKnown ? position.lastUid : mailbox.uidNext - 1)
    await keepPosition(deps, account, uidValidity, last)
    position.uidValidity = uidValidity
    position.lastUid = last
    return found.length
  } finally {
    lock.release()
  }
}

const sizes = { uid: true, size: true, internalDate: true } as const
const byUid = { uid: true } as const

/** `*` is the newest mail even where it was read before. */
async function mailsAfter(client: ImapFlow, lastUid: number): Promise<FetchMessageObject[]> {
  if (client.mailbox && client.mailbox.exists === 0) return []
  const found = await client.fetchAll(`${lastUid + 1}:*`, sizes, byUid)
  return found.filter(({ uid }) => uid > lastUid).sort((one, other) => one.uid - other.uid)
}

async function mailsOfDays(client: ImapFlow, days: number, now: Date): Promise<FetchMessageObject[]> {
  if (days === 0) return []
  const uids = (await client.search({ since: new Date(now.getTime() - days * dayMs) }, byUid)) || []
  if (uids.length === 0) return []
  const found = await client.fetchAll(uids.join(','), sizes, byUid)
  return found.sort((one, other) => one.uid - other.uid)
}

/** A mail too large comes with its head alone; one the server will not give is kept as empty, so that somebody sees it and the rest goes on. */
async function fetchMail(client: ImapFlow, { uid, size, internalDate }: FetchMessageObject, uidValidity: number): Promise<FetchedMail> {
  const receivedAt = internalDate ? new Date(internalDate) : new Date()
  const isHeadOnly = (size ?? 0) > mostMailBytes
  const asked = isHeadOnly ? { uid: true, headers: true } : { uid: true, source: true }
  const fetched = await client.fetchOne(String(uid), asked, byUid).catch((error: unknown) => {
    if (!client.usable) throw error
    return false as const
  })
  const raw = (fetched && (isHeadOnly ? fetched.headers : fetched.source)) || Buffer.alloc(0)
  return { uidValidity, uid, receivedAt, sizeBytes: size ?? raw.length, raw, isHeadOnly }
}
