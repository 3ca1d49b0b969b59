import type { CaseDetail } from '@zhiwei/contract'
import type { Insertable } from 'kysely'
import { type CaseView, personNamed, textOfEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { FollowUpTable } from './tables.ts'

export const insertFollowUp = (tx: Tx, row: Insertable<FollowUpTable>) => tx.insertInto('follow_up').values(row).execute()

/** What the case page shows of this module: every follow-up call and the survey; scores only to whom they are not about (评分保密). */
export async function surveyPart(
  tx: Tx,
  tenantId: string,
  caseId: string,
  _now: Date,
  { scoresHidden, userId }: CaseView,
): Promise<Pick<CaseDetail, 'followUps' | 'survey'>> {
  const rows = await tx
    .selectFrom('follow_up as f')
    .select(['f.id', 'f.verdict', 'f.satisfaction', 'f.at', textOfEvent('f', 'text').as('note'), personNamed('f', 'by_id').as('by')])
    .where('f.tenant_id', '=', tenantId)
    .where('f.case_id', '=', caseId)
    .orderBy('f.event_no')
    .execute()
  const survey = await tx
    .selectFrom('survey')
    .select(['state', 'expires_at', 'answered_at', 'satisfaction', 'solved'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .orderBy('cycle', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    followUps: rows.map((row) => ({
      ...row,
      satisfaction: scoresHidden && row.by?.id !== userId ? null : row.satisfaction,
      note: row.note ?? '',
      at: row.at.toISOString(),
    })),
    survey: survey
      ? {
          state: survey.state,
          expiresAt: survey.expires_at.toISOString(),
          answeredAt: survey.answered_at?.toISOString() ?? null,
          secret: scoresHidden && survey.answered_at !== null,
          satisfaction: scoresHidden ? null : survey.satisfaction,
          solved: scoresHidden ? null : survey.solved,
        }
      : null,
  }
}
