import type { WarningKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { forgetInGroups } from '../groups/forget.ts'
import { addEvents } from './events.ts'

/** Called after their case: its number and what it is about. */
const ofOneCase: readonly WarningKind[] = ['stage', 'risk', 'longChain', 'repeat', 'exposure']

/**
 * 清除之后: a warning called after a blanked case keeps its number alone and is over; others lose it from their rows, groups are called after those
 * that stay. A reader of the feed, safe to run twice.
 */
export async function forgetErased({ clock }: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const caseIds = [...new Set(events.map(({ caseId }) => caseId))]
  const now = clock()
  await forgetInGroups(tx, tenantId, caseIds, now)
  const { rows } = await sql<{ id: string; is_open: boolean }>`
    select w.id, w.cleared_at is null as is_open from warning_case b
    join warning w on w.tenant_id = b.tenant_id and w.id = b.warning_id and w.kind = any(${[...ofOneCase]}::text[])
    join complaint_case c on c.tenant_id = b.tenant_id and c.id = b.case_id and starts_with(w.subject, c.number)
    where b.tenant_id = ${tenantId} and b.case_id = any(${caseIds}::uuid[]) order by w.id for update of w`.execute(tx)
  await sql`
    update warning w set subject = c.number, cleared_at = coalesce(w.cleared_at, ${now}::timestamptz), tell = null, version = w.version + 1
    from warning_case b join complaint_case c on c.tenant_id = b.tenant_id and c.id = b.case_id
    where w.tenant_id = ${tenantId} and w.id = any(${rows.map(({ id }) => id)}::uuid[]) and b.tenant_id = w.tenant_id and b.warning_id = w.id
      and b.case_id = any(${caseIds}::uuid[]) and starts_with(w.subject, c.number)`.execute(tx)
  await addEvents(
    tx,
    tenantId,
    rows.filter((row) => row.is_open).map(({ id }) => ({ warningId: id, kind: 'cleared', at: now, note: '工单已清除' })),
  )
  await sql`delete from warning_case where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[])`.execute(tx)
}
