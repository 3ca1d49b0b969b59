import type { Reason } from '@zhiwei/text'
import type { Act } from '../cases/index.ts'

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
