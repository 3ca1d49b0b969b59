import type { CaseDetail } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, type Case, personNamed, textOfEvent } from '../cases/index.ts'
import { personNamesOf } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { answerText } from './supervision/list.ts'
import './tables.ts'

/** The columns that all rows over the status share; `after` is the case as the event left it. */
export const rowOver = ({ actor, now }: Act, after: Case, id = newId()) => ({
  tenant_id: actor.tenantId,
  id,
  case_id: after.id,
  cycle: after.cycle,
  event_no: after.event_no,
  at: now,
  by_id: actor.userId,
})

export async function endSuspension({ tx, actor, now }: Act, caseId: string): Promise<string | undefined> {
  const ended = await tx
    .updateTable('suspension')
    .set({ ended_at: now, ended_by: actor.userId })
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended?.id
}

type WorkflowPart = Pick<CaseDetail, 'suspension' | 'supervisions' | 'escalation'>

/** What the case page shows of this module: the suspension that stands, every supervision, and whom the last escalation called. */
export async function workflowPart(tx: Tx, tenantId: string, caseId: string): Promise<WorkflowPart> {
  const suspension = await tx
    .selectFrom('suspension as s')
    .select(['s.id', 's.at', 's.expected_end_at as ends_at', 's.ended_at'])
    .select([textOfEvent('s', 'reason').as('reason'), personNamed('s', 'by_id').as('by')])
    .where('s.tenant_id', '=', tenantId)
    .where('s.case_id', '=', caseId)
    .where('s.ended_at', 'is', null)
    .executeTakeFirst()
  const supervisions = await tx
    .selectFrom('supervision as s')
    .select(['s.id', 's.at', 's.due_at as ends_at', 's.ended_at', 's.answered_at'])
    .select([
      textOfEvent('s', 'reason').as('reason'),
      personNamed('s', 'by_id').as('by'),
      personNamed('s', 'answered_by').as('answered_by'),
    ])
    .select(answerText('s').as('answer'))
    .where('s.tenant_id', '=', tenantId)
    .where('s.case_id', '=', caseId)
    .orderBy('s.event_no')
    .execute()
  return {
    escalation: await lastEscalation(tx, tenantId, caseId),
    suspension: suspension ? shown(suspension) : null,
    supervisions: supervisions.map((row) => ({
      ...shown(row),
      answer: row.answer,
      answeredAt: row.answered_at?.toISOString() ?? null,
      answeredBy: row.answered_by,
    })),
  }
}

/** The last time the case was raised, and who was called then. */
async function lastEscalation(tx: Tx, tenantId: string, caseId: string): Promise<CaseDetail['escalation']> {
  const row = await tx
    .selectFrom('escalation as s')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.tenant_id', '=', 's.tenant_id').onRef('e.case_id', '=', 's.case_id').onRef('e.no', '=', 's.event_no'),
    )
    .select(['s.at', 's.to_level', personNamed('s', 'by_id').as('by'), sql<string[] | null>`e.facts -> 'calledIds'`.as('called')])
    .where('s.tenant_id', '=', tenantId)
    .where('s.case_id', '=', caseId)
    .whereRef('s.to_level', '>', 's.from_level')
    .orderBy('s.event_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const called = row.called ?? []
  const names = await personNamesOf(tx, tenantId, called)
  return { at: row.at.toISOString(), toLevel: row.to_level, by: row.by, called: called.map((id) => ({ id, name: names.get(id) ?? '' })) }
}

type Found = {
  id: string
  at: Date
  ends_at: Date | null
  ended_at: Date | null
  reason: string | null
  by: { id: string; name: string } | null
}
const shown = ({ id, at, ends_at, ended_at, reason, by }: Found) => ({
  id,
  reason: reason ?? '',
  at: at.toISOString(),
  by,
  endsAt: ends_at?.toISOString() ?? null,
  endedAt: ended_at?.toISOString() ?? null,
})
