import type { Deps } from '../../../platform/deps.ts'
import '../tables.ts'

// 信箱位置: how far a mailbox was read, and the lease that lets one worker at a time read it.

type MailboxOf = { tenantId: string; id: string }
export type MailboxPosition = { uidValidity: number; lastUid: number; readAt: Date }

/** Long enough for a slow server, short enough to be back soon after a kill; a listener renews it. */
export const leaseMs = 90_000

/** Takes the mailbox for one worker, or keeps it. @returns how far it was read; null when another worker has it */
export async function takeMailbox({ database, clock }: Deps, account: MailboxOf, worker: string): Promise<MailboxPosition | null> {
  const now = clock()
  const until = new Date(now.getTime() + leaseMs)
  const inTenant = database.tenant(account.tenantId)
  await inTenant
    .insertInto('mailbox_position')
    .values({
      tenant_id: account.tenantId,
      account_id: account.id,
      uid_validity: 0,
      last_uid: 0,
      read_at: now,
      lease_by: null,
      lease_until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const taken = await inTenant
    .updateTable('mailbox_position')
    .set({ lease_by: worker, lease_until: until })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.id)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now), eb('lease_by', '=', worker)]))
    .returning(['uid_validity', 'last_uid', 'read_at'])
    .executeTakeFirst()
  return taken ? { uidValidity: taken.uid_validity, lastUid: taken.last_uid, readAt: taken.read_at } : null
}

export async function leaveMailbox({ database }: Deps, account: MailboxOf, worker: string): Promise<void> {
  await database
    .tenant(account.tenantId)
    .updateTable('mailbox_position')
    .set({ lease_by: null, lease_until: null })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.id)
    .where('lease_by', '=', worker)
    .execute()
}

/** Read to here: what lies before is settled, also where the newest mails were none of ours to read. */
export async function keepPosition({ database, clock }: Deps, account: MailboxOf, uidValidity: number, lastUid: number): Promise<void> {
  await database
    .tenant(account.tenantId)
    .updateTable('mailbox_position')
    .set({ uid_validity: uidValidity, last_uid: lastUid, read_at: clock() })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.id)
    .execute()
}
