import type { Reason } from '@zhiwei/text'
import { type Act, isOpen, lockCase, recordEvent } from '../cases/index.ts'

/** 阶段变化: a row over the status, of the event by which the stage was set. */
export const insertStage = (
  { tx, actor, now }: Act,
  row: { caseId: string; eventNo: number; from: number | null; level: number; reasons: Reason[] },
) =>
  tx
    .insertInto('case_stage')
    .values({
      tenant_id: actor.tenantId,
      case_id: row.caseId,
      event_no: row.eventNo,
      from_level: row.from,
      level: row.level,
      reasons: JSON.stringify(row.reasons),
      at: now,
      by_id: actor.userId,
    })
    .execute()

/**
 * 按规则升高阶段: what happens around a case may raise its stage as its words do; it never falls. The event names the signs.
 * @returns false where it stands as high already, or has ended
 * Source: docs/rules/case-warnings.md
 */
export async function raiseStage(act: Act, caseId: string, level: number, reasons: { code: string }[]): Promise<boolean> {
  const complaintCase = await lockCase(act, caseId)
  const from = complaintCase.stage
  if (!isOpen(complaintCase.status) || complaintCase.merged_into !== null || level <= (from ?? 1)) return false
  const facts = { from, to: level, rules: reasons.map(({ code }) => code) }
  const after = await recordEvent(act, complaintCase, { kind: 'case.stageChanged', facts }, { stage: level })
  await insertStage(act, { caseId, eventNo: after.event_no, from, level, reasons })
  return true
}
