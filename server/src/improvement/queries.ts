import type { CaseDetail } from '@zhiwei/contract'
import type { Insertable } from 'kysely'
import { personNamed, textOfEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { RootCauseTable } from './tables.ts'

export const insertRootCause = (tx: Tx, row: Insertable<RootCauseTable>) => tx.insertInto('root_cause').values(row).execute()

/** What the case page shows of this module: the root cause of the present cycle. */
export async function improvementPart(tx: Tx, tenantId: string, caseId: string): Promise<Pick<CaseDetail, 'rootCause'>> {
  const row = await tx
    .selectFrom('root_cause as r')
    .innerJoin('complaint_case as c', (join) =>
      join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.case_id').onRef('c.cycle', '=', 'r.cycle'),
    )
    .select(['r.code', 'r.at', textOfEvent('r', 'text').as('text'), personNamed('r', 'by_id').as('by')])
    .where('r.tenant_id', '=', tenantId)
    .where('r.case_id', '=', caseId)
    .orderBy('r.event_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { rootCause: row ? { code: row.code, text: row.text ?? '', at: row.at.toISOString(), by: row.by } : null }
}
