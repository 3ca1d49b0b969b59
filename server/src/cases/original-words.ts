import type { Act } from './act.ts'
import type { EventTexts } from './tables.ts'

/** The words of an event as they were written, for the one they were written to; null when there were none or they were erased. */
export async function originalWords(
  { tx, actor, keys }: Pick<Act, 'tx' | 'actor' | 'keys'>,
  caseId: string,
  no: number,
): Promise<EventTexts | null> {
  const row = await tx
    .selectFrom('case_text')
    .select('cipher')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', no)
    .executeTakeFirst()
  return row?.cipher ? (JSON.parse(keys.decrypt(row.cipher)) as EventTexts) : null
}
