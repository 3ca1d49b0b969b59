import type { CaseDetail } from '@zhiwei/contract'
import type { Insertable } from 'kysely'
import { personNamed, textOfEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { FollowUpTable } from './tables.ts'

export const insertFollowUp = (tx: Tx, row: Insertable<FollowUpTable>) => tx.insertInto('follow_up').values(row).execute()

/** What the case page shows of this module: every follow-up call. */
export async function surveyPart(tx: Tx, tenantId: string, caseId: string): Promise<Pick<CaseDetail, 'followUps'>> {
  const rows = await tx
    .selectFrom('follow_up as f')
    .select(['f.id', 'f.verdict', 'f.satisfaction', 'f.at', textOfEvent('f', 'text').as('note'), personNamed('f', 'by_id').as('by')])
    .where('f.tenant_id', '=', tenantId)
    .where('f.case_id', '=', caseId)
    .orderBy('f.event_no')
    .execute()
  return { followUps: rows.map((row) => ({ ...row, note: row.note ?? '', at: row.at.toISOString() })) }
}
