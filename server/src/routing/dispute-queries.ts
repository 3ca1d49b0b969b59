import type { CaseDispute, Dispute } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, type Case, personNamed, unitNamed, visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'
import type { DispatchDisputeTable } from './tables.ts'

/** @param after the case as the send-back left it */
export async function insertDispute(
  { tx, actor, now }: Act,
  after: Case,
  { unitId, cause }: { unitId: string; cause: DispatchDisputeTable['cause'] },
) {
  await tx
    .insertInto('dispatch_dispute')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      case_id: after.id,
      cycle: after.cycle,
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      unit_id: unitId,
      cause,
      state: 'open',
      decided_no: null,
      decided_at: null,
      decided_by: null,
      decided_unit_id: null,
    })
    .execute()
}

const textAt = (column: 'event_no' | 'decided_no') => sql<string | null>`(
  select t.masked ->> 'reason' from case_text t
  where t.tenant_id = d.tenant_id and t.case_id = d.case_id and t.event_no = ${sql.ref(`d.${column}`)})`

const disputes = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('dispatch_dispute as d')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'd.tenant_id').onRef('complaint_case.id', '=', 'd.case_id'),
    )
    .select(['d.id', 'd.case_id', 'd.cause', 'd.state', 'd.at', 'd.unit_id', 'd.decided_at'])
    .select(['complaint_case.number', 'complaint_case.subject', 'complaint_case.send_backs'])
    .select([
      unitNamed('d', 'unit_id').as('unit'),
      unitNamed('d', 'decided_unit_id').as('decidedUnit'),
      personNamed('d', 'by_id').as('by'),
      personNamed('d', 'decided_by').as('decidedBy'),
      textAt('event_no').as('reason'),
      textAt('decided_no').as('decision'),
    ])
    .where('d.tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof disputes>['execute']>>[number]

const disputeOf = (row: Row): CaseDispute => ({
  id: row.id,
  cause: row.cause,
  state: row.state,
  unit: row.unit ?? { id: row.unit_id, name: '' },
  by: row.by,
  at: row.at.toISOString(),
  reason: row.reason ?? '',
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decidedBy,
  decidedUnit: row.decidedUnit,
  decision: row.decision,
})

/** The dispute that waits on a case, else the last one. */
export async function disputeOfCase(tx: Tx, tenantId: string, caseId: string): Promise<CaseDispute | null> {
  const row = await disputes(tx, tenantId).where('d.case_id', '=', caseId).orderBy('d.event_no', 'desc').limit(1).executeTakeFirst()
  return row ? disputeOf(row) : null
}

/** 争议列表: open ones the oldest first, decided ones the newest first. */
export async function listDisputes(tx: Tx, actor: Actor, query: { state: 'open' | 'decided'; limit: number; cursor?: string | undefined }) {
  const [compare, order] = query.state === 'open' ? ([sql`>`, 'asc'] as const) : ([sql`<`, 'desc'] as const)
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const found = disputes(tx, actor.tenantId).where('d.state', '=', query.state).where(visibleCases(actor))
  const rows = await found
    .$if(after !== undefined, (part) => part.where(sql<boolean>`(d.at, d.id) ${compare} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('d.at', order)
    .orderBy('d.id', order)
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [row.at.toISOString(), row.id])
  const { count } = await tx
    .selectFrom(found.limit(countCap + 1).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return {
    rows: page.map(
      (row): Dispute => ({
        ...disputeOf(row),
        caseId: row.case_id,
        caseNumber: row.number,
        subject: row.subject,
        sendBacks: row.send_backs,
      }),
    ),
    nextCursor,
    total: cappedTotal(count),
  }
}

export const findDispute = (tx: Tx, tenantId: string, id: string) =>
  tx.selectFrom('dispatch_dispute').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()

export async function decideDisputeRow({ tx, actor, now }: Act, id: string, unitId: string, decidedNo: number) {
  await tx
    .updateTable('dispatch_dispute')
    .set({ state: 'decided', decided_no: decidedNo, decided_at: now, decided_by: actor.userId, decided_unit_id: unitId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
}

/** A dispute nobody decided lapses with its case. Answers whether there was one. */
export async function lapseDispute(tx: Tx, tenantId: string, caseId: string, at: Date): Promise<boolean> {
  const lapsed = await tx
    .updateTable('dispatch_dispute')
    .set({ state: 'lapsed', decided_at: at })
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return lapsed.numUpdatedRows > 0n
}
