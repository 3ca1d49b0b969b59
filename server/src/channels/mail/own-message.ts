import { findToken, tokenOf, written } from './token.ts'

// Message-ID of what we send: `<message id>.z-<token>@domain`. The token names the thread; both come back in answers and reports.

export const ownMessageId = (mailKey: Buffer, messageId: string, thread: string, address: string) =>
  `<${messageId}.${written(tokenOf(mailKey, thread))}@${address.split('@')[1]}>`

/** Which message of ours is named among Message-IDs that came back; only one with a genuine token counts. */
export function ownMessageOf(mailKey: Buffer, messageIds: readonly string[]): string | null {
  for (const id of messageIds) {
    const [, found] = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.z-/.exec(id) ?? []
    const token = findToken(mailKey, [id])
    if (found && typeof token === 'object' && token !== null) return found
  }
  return null
}
