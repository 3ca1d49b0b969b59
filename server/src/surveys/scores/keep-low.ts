import { type Act, type Case, isOpen, tookPart } from '../../cases/index.ts'
import { newId } from '../../platform/ids.ts'
import type { SurveySources } from '../sources.ts'
import type { LowScoreTable } from '../tables.ts'

type Low = Pick<LowScoreTable, 'cycle' | 'survey_id' | 'follow_up_id' | 'satisfaction' | 'solved'> & { appeal_no?: number }

/** 低分: kept to be decided on, and told to whoever may decide and had no part in the case. Source: docs/rules/follow-up.md */
export async function keepLowScore(act: Act, complaintCase: Case, low: Low, sources: SurveySources): Promise<void> {
  const { tx, actor, now } = act
  const id = newId()
  await tx
    .insertInto('low_score')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: complaintCase.id,
      at: now,
      state: 'open',
      decided_at: null,
      decided_by: null,
      reason: null,
      contact_id: null,
      ...low,
    })
    .execute()
  const { number } = complaintCase
  const told = (await decidersOf(act, complaintCase, sources)).map((userId) => ({
    userId,
    key: `lowScore ${id}`,
    kind: 'lowScore' as const,
    at: now,
    // Not the score: a notice goes on by mail.
    facts: { lowScoreId: id, number },
  }))
  await sources.tell(tx, actor.tenantId, told, now)
}

/** 谁来看: the supervisors called for the unit, else everybody who may decide; nobody from whom the score is kept. */
async function decidersOf(act: Act, complaintCase: Case, sources: SurveySources): Promise<string[]> {
  const { tx, actor, now } = act
  const { called, all } = await sources.lowScoreDeciders(tx, actor.tenantId, complaintCase.unit_id, now)
  const kept = isOpen(complaintCase.status)
  for (const people of [called, all]) {
    const free: string[] = []
    for (const userId of people) if (!kept || !(await tookPart(tx, { ...actor, userId }, complaintCase))) free.push(userId)
    if (free.length > 0) return free
  }
  return []
}
