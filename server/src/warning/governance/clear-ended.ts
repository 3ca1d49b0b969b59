import type { WarningKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { addEvents } from './events.ts'

/** They speak of the course of one open case. */
const ofCourse: readonly WarningKind[] = ['stage', 'risk', 'longChain']

/** 工单已结束: what was feared of a case's course is over with the case, unless a measure still runs; the label may be given later. */
export async function clearOfEnded(tx: Tx, tenantId: string, caseIds: readonly string[], now: Date) {
  if (caseIds.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select w.id from warning w
    where w.tenant_id = ${tenantId} and w.kind = any(${[...ofCourse]}::text[]) and w.key = any(${[...caseIds]}::text[]) and w.cleared_at is null
      and not exists (select from warning_measure m where m.tenant_id = w.tenant_id and m.warning_id = w.id and m.done_at is null)
    order by w.id for update of w`.execute(tx)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await sql`update warning set cleared_at = ${now}, tell = null, version = version + 1 where tenant_id = ${tenantId} and id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await addEvents(
    tx,
    tenantId,
    ids.map((warningId) => ({ warningId, kind: 'cleared', at: now, note: '工单已结束' })),
  )
}
