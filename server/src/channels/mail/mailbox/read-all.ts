import { randomUUID } from 'node:crypto'
import type { Deps } from '../../../platform/deps.ts'
import { accountsOf, noteCall } from '../../accounts/accounts.ts'
import type { Account } from '../../doors.ts'
import { leaveMailbox, takeMailbox } from '../keep/position.ts'
import { type EmailSettings, receives } from '../settings.ts'
import { openMailbox } from './connect.ts'
import { readMailbox } from './read-mailbox.ts'

/** 轮询收信: every open mailbox of the tenant that nobody listens to; a mailbox that fails says so on the page of accounts. */
export async function readMailboxes(deps: Deps, tenantId: string): Promise<void> {
  const accounts = await openMailboxes(deps, tenantId)
  await Promise.all(accounts.map((account) => readOnce(deps, account)))
}

export async function openMailboxes({ database, keys }: Deps, tenantId: string): Promise<Account<EmailSettings>[]> {
  const accounts = await database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => accountsOf<EmailSettings>(tx, keys, tenantId, 'email'))
  return accounts.filter(({ settings }) => receives(settings))
}

async function readOnce(deps: Deps, account: Account<EmailSettings>): Promise<void> {
  const worker = randomUUID()
  const position = await takeMailbox(deps, account, worker)
  if (!position) return
  try {
    const client = await openMailbox(deps, account.settings)
    try {
      await readMailbox(deps, account, client, position)
    } finally {
      await client.logout().catch(() => client.close())
    }
    await noteCall(deps, account)
  } catch (error) {
    await noteCall(deps, account, error)
  } finally {
    await leaveMailbox(deps, account, worker)
  }
}
