import { sql } from 'kysely'
import { textOfComplaint } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'

/** So much of a complaint is read: whoever writes more has said it by then. */
const readLength = 1_000

export type ReadCase = { id: string; subject: string; text: string; receivedAt: Date; person: string }

/** The masked complaints of these cases, the oldest first; erased ones are left out. */
export async function readTexts(tx: Tx, tenantId: string, caseIds: readonly string[]): Promise<ReadCase[]> {
  if (caseIds.length === 0) return []
  const { rows } = await sql<ReadCase>`
    select c.id, c.subject, left(coalesce(${textOfComplaint('c')}, ''), ${readLength}) as text, c.received_at as "receivedAt",
      coalesce(c.customer_id, c.id) as person
    from complaint_case c
    where c.tenant_id = ${tenantId} and c.id = any(${caseIds}::uuid[]) and c.erased_at is null
    order by c.received_at, c.id`.execute(tx)
  return rows
}

export const dayNumberOf = (at: Date) => Math.floor(at.getTime() / 86_400_000)
