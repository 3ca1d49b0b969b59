import { sql } from 'kysely'
import { type FeedEvent, systemActor } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { enqueue, type JobHandlers } from '../platform/jobs.ts'
import { forgetTalks } from './chat/forget.ts'

const filesJob = 'channels.removeFiles'

/**
 * 清除: of a case whose words were erased neither conversations nor messages stay, nor what was said in the talks and mails it came from. What is left
 * of a talk or mail is that there was one. A reader of the feed.
 */
export async function forgetErased({ keys, clock }: Deps, tenantId: string, tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = [...new Set(events.map(({ caseId }) => caseId))]
  if (ids.length === 0) return
  const names = [
    ...(await forgetTalks({ tx, keys, actor: systemActor(tenantId), now: clock() }, ids)),
    ...(await forgetMails(tx, tenantId, ids)),
  ]
  await tx.deleteFrom('case_thread').where('tenant_id', '=', tenantId).where('case_id', 'in', ids).execute()
  await tx.deleteFrom('outgoing_message').where('tenant_id', '=', tenantId).where('case_id', 'in', ids).execute()
  // After the commit: bytes do not come back with a transaction that did not come about.
  if (names.length > 0) await enqueue(tx, filesJob, { tenantId, names })
}

/** The line stays, that a mail came and what became of it; its content goes with its key. */
async function forgetMails(tx: Tx, tenantId: string, caseIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string | null }>`
    with kept as (
      select id, storage_name from incoming_mail where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) for update)
    update incoming_mail m set storage_name = null, raw_key_cipher = null, head_cipher = null, sender_hash = null, sender_masked = null,
      subject_masked = null, decision_reason = null
    from kept where m.tenant_id = ${tenantId} and m.id = kept.id returning kept.storage_name as name`.execute(tx)
  return rows.flatMap(({ name }) => name ?? [])
}

export const eraseJobs: JobHandlers = {
  [filesJob]: async ({ files }, { names }) => {
    for (const name of names as string[]) await files.remove(name)
  },
}
