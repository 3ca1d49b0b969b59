import { sql } from 'kysely'
import type { Deps } from '../../../platform/deps.ts'
import { findAccount } from '../../accounts/accounts.ts'
import { EmailSettings } from '../settings.ts'

const dayMs = 86_400_000
const batch = 200
const mostASweep = 5_000

/**
 * 清理原始邮件: what was processed, released or ignored so many days ago loses its raw form, key and file; what waits for somebody keeps it. The line
 * in the list and the words on the case stay.
 * Source: docs/rules/mail.md
 */
export async function forgetRawMails(deps: Deps, tenantId: string): Promise<void> {
  const inTenant = deps.database.tenant(tenantId)
  const accounts = await inTenant
    .selectFrom('channel_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('door', '=', 'email')
    .execute()
  for (const { id } of accounts) {
    const account = await inTenant.transaction().execute((tx) => findAccount<EmailSettings>(tx, deps.keys, tenantId, 'email', id))
    const { keepRawDays } = EmailSettings.parse(account?.settings)
    const before = new Date(deps.clock().getTime() - keepRawDays * dayMs)
    for (let done = 0; done < mostASweep; done += batch) if ((await forgetSome(deps, tenantId, id, before)) < batch) break
  }
}

/** The key goes first: a file that outlives a crash is nothing without it. */
async function forgetSome({ database, files }: Deps, tenantId: string, accountId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ storage_name: string }>`
    with old as (
      select id, storage_name from incoming_mail
      where tenant_id = ${tenantId} and account_id = ${accountId} and storage_name is not null
        and state not in ('received', 'quarantined', 'failed') and decided_at < ${before}
      order by decided_at limit ${batch} for update skip locked
    )
    update incoming_mail m set storage_name = null, raw_key_cipher = null from old
    where m.tenant_id = ${tenantId} and m.id = old.id returning old.storage_name`.execute(database.tenant(tenantId))
  for (const { storage_name } of rows) await files.remove(storage_name)
  return rows.length
}
