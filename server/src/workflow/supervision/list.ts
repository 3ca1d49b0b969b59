import type { SupervisionList, SupervisionListQuery } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { personNamed, textOfEvent, unitNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import '../tables.ts'

type Query = z.infer<typeof SupervisionListQuery>

/** 督办清单: newest first, of the cases the person may see. @throws CURSOR_INVALID */
export async function listSupervisions(tx: Tx, actor: Actor, query: Query, now: Date): Promise<SupervisionList> {
  const { tenantId } = actor
  const seen = tx.selectFrom('complaint_case').select('id').where('tenant_id', '=', tenantId).where(visibleCases(actor))
  const matching = tx
    .selectFrom('supervision as s')
    .where('s.tenant_id', '=', tenantId)
    .where('s.case_id', 'in', seen)
    .where(ofState(query.state, now))
  const counted = await tx
    .selectFrom(
      matching
        .select('s.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.case_id'))
    .select([
      's.id',
      's.case_id',
      's.at',
      's.due_at',
      's.answered_at',
      's.ended_at',
      'c.number',
      'c.subject',
      'c.excerpt',
      'c.status',
      'c.stage',
    ])
    .select([
      textOfEvent('s', 'reason').as('reason'),
      personNamed('s', 'by_id').as('by'),
      personNamed('s', 'answered_by').as('answered_by'),
    ])
    .select([unitNamed('c', 'unit_id').as('unit'), personNamed('c', 'handler_id').as('handler'), answerText('s').as('answer')])
    .$call(newestFirst('s', query))
    .execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return {
    rows: page.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      number: row.number,
      subject: row.subject || row.excerpt,
      status: row.status,
      stage: row.stage,
      unit: row.unit,
      handler: row.handler,
      reason: row.reason ?? '',
      at: row.at.toISOString(),
      by: row.by,
      dueAt: row.due_at?.toISOString() ?? null,
      overdue: row.ended_at === null && row.answered_at === null && row.due_at !== null && row.due_at <= now,
      answer: row.answer,
      answeredAt: row.answered_at?.toISOString() ?? null,
      answeredBy: row.answered_by,
      endedAt: row.ended_at?.toISOString() ?? null,
    })),
    nextCursor,
    total: cappedTotal(counted.count),
  }
}

function ofState(state: Query['state'], now: Date) {
  switch (state) {
    case 'open':
      return sql<SqlBool>`s.ended_at is null`
    case 'overdue':
      return sql<SqlBool>`s.ended_at is null and s.answered_at is null and s.due_at <= ${now}`
    case 'answered':
      return sql<SqlBool>`s.ended_at is null and s.answered_at is not null`
    case 'ended':
      return sql<SqlBool>`s.ended_at is not null`
    case 'all':
      return sql<SqlBool>`true`
  }
}

/** The masked text of the answer; null when there is none or it was erased. */
export const answerText = (table: string) => sql<string | null>`(
  select t.masked ->> 'text' from case_text t
  where t.tenant_id = ${sql.ref(`${table}.tenant_id`)} and t.case_id = ${sql.ref(`${table}.case_id`)} and t.event_no = ${sql.ref(`${table}.answer_no`)})`
