import { randomUUID } from 'node:crypto'
import type { ImapFlow } from 'imapflow'
import type { Deps } from '../../../platform/deps.ts'
import { type Log, silentLog } from '../../../platform/log.ts'
import { tenantIds } from '../../../platform/worker.ts'
import { noteCall } from '../../accounts/accounts.ts'
import type { Account } from '../../doors.ts'
import { leaseMs, leaveMailbox, takeMailbox } from '../keep/position.ts'
import type { EmailSettings } from '../settings.ts'
import { openMailbox } from './connect.ts'
import { openMailboxes } from './read-all.ts'
import { readMailbox } from './read-mailbox.ts'

/** `lookMs`: for accounts opened or changed meanwhile. `wakeMs`: the lease is renewed, and the mailbox looked at though nothing was heard. */
const usualPace = { lookMs: 10_000, wakeMs: leaseMs / 3, firstPauseMs: 5_000, longestPauseMs: 300_000 }
export type ListenPace = typeof usualPace

type Listener = { account: Account<EmailSettings>; stop: AbortController; ended: Promise<void> }

/** 守信 (IMAP IDLE): one connection an open mailbox, in one process at a time; what comes is stored at once. `stop` waits for what is being stored. */
export function listenToMailboxes(deps: Deps, log: Log = silentLog, pace: ListenPace = usualPace) {
  const stopping = new AbortController()
  const listeners = new Map<string, Listener>()

  async function look() {
    const accounts = (await Promise.all((await tenantIds(deps)).map((tenantId) => openMailboxes(deps, tenantId)))).flat()
    const open = new Map(accounts.map((account) => [account.id, account]))
    for (const [id, { account, stop }] of listeners) if (!isSame(open.get(id), account)) stop.abort()
    for (const account of accounts) {
      if (listeners.has(account.id) || stopping.signal.aborted) continue
      const stop = new AbortController()
      const ended = listen(deps, account, pace, stop.signal, log).finally(() => listeners.delete(account.id))
      listeners.set(account.id, { account, stop, ended })
    }
  }

  const looks = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.error({ err: error }, 'mailboxes not looked up'))
      await pause(pace.lookMs, stopping.signal)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      for (const { stop } of listeners.values()) stop.abort()
      await Promise.all([looks, ...[...listeners.values()].map(({ ended }) => ended)])
    },
  }
}

const isSame = (now: Account<EmailSettings> | undefined, then: Account<EmailSettings>) =>
  now !== undefined && JSON.stringify(now.settings) === JSON.stringify(then.settings)

/** After each failure in a row the pause doubles. */
async function listen(deps: Deps, account: Account<EmailSettings>, pace: ListenPace, stop: AbortSignal, log: Log): Promise<void> {
  const worker = randomUUID()
  let failures = 0
  while (!stop.aborted) {
    try {
      const heard = await stayConnected(deps, account, worker, pace, stop)
      if (heard) failures = 0
    } catch (error) {
      failures += 1
      log.warn({ accountId: account.id, failures, err: error }, 'mailbox not listened to')
      await noteCall(deps, account, error).catch(() => undefined)
    } finally {
      await leaveMailbox(deps, account, worker).catch(() => undefined)
    }
    await pause(Math.min(pace.longestPauseMs, pace.firstPauseMs * 2 ** Math.min(failures, 10)), stop)
  }
}

/** @returns false when another worker has the mailbox; true when this one has had it and lost it, or was stopped */
async function stayConnected(
  deps: Deps,
  account: Account<EmailSettings>,
  worker: string,
  pace: ListenPace,
  stop: AbortSignal,
): Promise<boolean> {
  let position = await takeMailbox(deps, account, worker)
  if (!position) return false
  const client = await openMailbox(deps, account.settings)
  try {
    await noteCall(deps, account)
    while (position && !stop.aborted) {
      const wake = somethingNew(client, pace.wakeMs, stop)
      await readMailbox(deps, account, client, position, stop)
      await wake
      if (!client.usable) throw new Error('收信服务器断开了连接')
      position = await takeMailbox(deps, account, worker)
    }
    return true
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** Resolves when the server tells of a mail, the connection ends, the time is over or the listener is to stop. Begun before the mailbox is read, so that nothing falls between. */
function somethingNew(client: ImapFlow, wakeMs: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      client.off('exists', end)
      client.off('close', end)
      stop.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, wakeMs)
    client.on('exists', end)
    client.on('close', end)
    stop.addEventListener('abort', end, { once: true })
    if (stop.aborted) end()
  })
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end, { once: true })
    if (stop.aborted) end()
  })
}
