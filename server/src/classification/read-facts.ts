import { sql } from 'kysely'
import { bitsOf, setCaseFacts } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { signalsOfCases } from './case-signals.ts'

/** 列表中的情绪与信号: what lists show of a case, put together anew after a message was read or a person has spoken. */
export async function refreshReadFacts(tx: Tx, tenantId: string, caseId: string) {
  const { rows } = await sql<{ emotion: number | null }>`
    select coalesce((c.given #>> '{}')::int, (a.result -> 'emotion' ->> 'level')::int) as emotion
    from case_analysis a
    left join lateral (
      select given from analysis_correction c
      where c.tenant_id = a.tenant_id and c.case_id = a.case_id and c.event_no = a.event_no and c.field = 'emotion'
      order by c.said_no desc limit 1
    ) c on true
    where a.tenant_id = ${tenantId} and a.case_id = ${caseId} order by a.event_no desc limit 1`.execute(tx)
  const kinds = (await signalsOfCases(tx, tenantId, [caseId])).get(caseId) ?? []
  await setCaseFacts(tx, tenantId, caseId, { emotion: rows[0]?.emotion ?? null, signal_bits: bitsOf(kinds) })
}
