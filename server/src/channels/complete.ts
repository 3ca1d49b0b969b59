import type { Door } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { Case, Reader } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { enqueue, type JobHandlers } from '../platform/jobs.ts'
import { findAccount } from './accounts/accounts.ts'
import { doorOf, SendRefused } from './doors.ts'
import type { CaseThreadTable } from './tables.ts'

const completeJob = 'channels.complete'
const over: Case['status'][] = ['closed', 'archived']
type Thread = Selectable<CaseThreadTable>

/** 办结回传: a case of a platform that keeps complaints of its own is closed there too, once all its customer is told has gone out. */
export const completeOutside: Reader['react'] = async (_deps, tenantId, tx, events) => {
  const rows = await tx
    .selectFrom('case_thread')
    .select(['case_id', 'door'])
    .where('tenant_id', '=', tenantId)
    .where(
      'case_id',
      'in',
      events.map(({ caseId }) => caseId),
    )
    .execute()
  const caseIds = new Set(rows.filter(({ door }) => doorOf(door)?.complete).map(({ case_id }) => case_id))
  for (const caseId of caseIds) await enqueue(tx, completeJob, { tenantId, caseId })
}

/** A message of the case is over with: perhaps it was the last that the platform waited for. */
export async function completeAfter(tx: Tx, { tenant_id: tenantId, case_id: caseId, door }: MessageOfCase) {
  if (caseId !== null && doorOf(door)?.complete && (await mayComplete(tx, tenantId, caseId, door)))
    await enqueue(tx, completeJob, { tenantId, caseId })
}
type MessageOfCase = { tenant_id: string; case_id: string | null; door: Door }

/** The case is closed, and nothing of it waits by that door: not for the morning, not for a place under the day's number, not for another try. */
async function mayComplete(tx: Tx, tenantId: string, caseId: string, door: Door): Promise<boolean> {
  const own = await closedCase(tx, tenantId, caseId)
  if (!own) return false
  const waiting = await tx
    .selectFrom('outgoing_message')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('door', '=', door)
    .where('state', 'in', ['waiting', 'held'])
    .limit(1)
    .executeTakeFirst()
  return waiting === undefined
}

const closedCase = (tx: Tx, tenantId: string, caseId: string) =>
  tx
    .selectFrom('complaint_case')
    .select('closed_at')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', caseId)
    .where('status', 'in', over)
    .executeTakeFirst()

export const completeJobs: JobHandlers = {
  [completeJob]: async (deps, { tenantId, caseId }) => {
    const db = deps.database.tenant(tenantId)
    const threads = await db
      .selectFrom('case_thread as t')
      .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.case_id'))
      .selectAll('t')
      .where('t.tenant_id', '=', tenantId)
      .where('t.case_id', '=', String(caseId))
      // Closed again after a reopening it is told again.
      .where((eb) => eb.or([eb('t.completed_at', 'is', null), eb('t.completed_at', '<', eb.ref('c.closed_at'))]))
      .execute()
    for (const thread of threads) await completeOne(deps, thread)
  },
}

async function completeOne(deps: Deps, { tenant_id: tenantId, case_id: caseId, door, account_id, thread_cipher, thread_hash }: Thread) {
  const db = deps.database.tenant(tenantId)
  const complete = doorOf(door)?.complete
  if (!complete || !account_id) return
  const account = await db
    .transaction()
    .execute(async (tx) =>
      (await mayComplete(tx, tenantId, caseId, door)) ? findAccount(tx, deps.keys, tenantId, door, account_id) : undefined,
    )
  if (!account?.isOpen) return
  // What the platform will never take (it was closed there by hand) is no reason to go on asking.
  await complete(deps, account, deps.keys.decrypt(thread_cipher)).catch((error) => {
    if (!(error instanceof SendRefused)) throw error
  })
  await db
    .updateTable('case_thread')
    .set({ completed_at: deps.clock() })
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('thread_hash', '=', thread_hash)
    .execute()
}
