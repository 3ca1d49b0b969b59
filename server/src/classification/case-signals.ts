import type { Signal } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/** 信号 of these cases, whichever of their messages shows them; where a person said which are there, that holds. */
export async function signalsOfCases(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, Signal[]>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{ case_id: string; kinds: Signal[] }>`
    select a.case_id, coalesce(c.given, jsonb_path_query_array(a.result, '$.signals[*].kind')) as kinds
    from case_analysis a
    left join lateral (
      select given from analysis_correction c
      where c.tenant_id = a.tenant_id and c.case_id = a.case_id and c.event_no = a.event_no and c.field = 'signals'
      order by c.said_no desc limit 1
    ) c on true
    where a.tenant_id = ${tenantId} and a.case_id = any(${caseIds}::uuid[])`.execute(tx)
  const byCase = Map.groupBy(rows, ({ case_id }) => case_id)
  return new Map([...byCase].map(([caseId, texts]) => [caseId, [...new Set(texts.flatMap(({ kinds }) => kinds))]]))
}
