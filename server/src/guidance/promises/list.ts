import type { PromiseCounts, PromiseList, PromiseQuery, PromiseRow } from '@zhiwei/contract'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { findCase, personNamed, visibleCases } from '../../cases/index.ts'
import type { Tables, Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest, wholeList } from '../../platform/keyset.ts'
import '../tables.ts'

/** 承诺 the person may see: of their own words, or of every case they see. */
export async function listPromises(tx: Tx, actor: Actor, query: z.infer<typeof PromiseQuery>, now: Date): Promise<PromiseList> {
  const { tenantId } = actor
  const wanted = <O>(rows: SelectQueryBuilder<Tables & { p: Tables['promise'] }, 'p' | 'complaint_case', O>) =>
    rows
      .where('p.tenant_id', '=', tenantId)
      .where(visibleCases(actor) as never)
      .$if(query.of === 'mine', (mine) => mine.where('p.by_id', '=', actor.userId))
      .$if(query.state === 'overdue', (over) => over.where('p.state', '=', 'open').where('p.due_at', '<', now))
      .$if(query.state !== 'overdue' && query.state !== 'all', (some) => some.where('p.state', '=', query.state as 'open'))
  const rows = await wanted(promisesWithCase(tx))
    .select(promiseColumns)
    .$call(newestFirst('p', query) as never as <Q>(rows: Q) => Q)
    .execute()
  const { count } = await tx
    .selectFrom(
      wanted(promisesWithCase(tx))
        .select('p.id')
        .limit(countCap + 1)
        .as('some'),
    )
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row, actor, now)), nextCursor, total: cappedTotal(count) }
}

/** 承诺 on one case, the newest first. @throws CASE_NOT_FOUND */
export async function promisesOfCase(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<PromiseList> {
  const { id } = await findCase(tx, actor, caseId)
  const rows = await promisesWithCase(tx)
    .select(promiseColumns)
    .where('p.tenant_id', '=', actor.tenantId)
    .where('p.case_id', '=', id)
    .orderBy('p.at', 'desc')
    .orderBy('p.no')
    .limit(200)
    .execute()
  return wholeList(rows.map((row) => shown(row, actor, now)))
}

const countedDays = 30

/** Of one's own promises of the last 30 days. */
export async function countPromises(tx: Tx, actor: Actor, now: Date): Promise<PromiseCounts> {
  const { rows } = await sql<PromiseCounts>`
    select count(*) filter (where state = 'open' and (due_at is null or due_at >= ${now}))::int as open,
      count(*) filter (where state = 'open' and due_at < ${now})::int as overdue,
      count(*) filter (where state = 'kept')::int as kept, count(*) filter (where state = 'broken')::int as broken
    from promise where tenant_id = ${actor.tenantId} and by_id = ${actor.userId}
      and at > ${new Date(now.getTime() - countedDays * 86_400_000)}`.execute(tx)
  return rows[0] ?? { open: 0, overdue: 0, kept: 0, broken: 0 }
}

export const promisesWithCase = (tx: Tx) =>
  tx
    .selectFrom('promise as p')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'p.tenant_id').onRef('complaint_case.id', '=', 'p.case_id'),
    )

export const promiseColumns = [
  'p.id',
  'p.kind',
  'p.at',
  'p.by_id',
  'p.due_at',
  'p.amount_fen',
  'p.state',
  'p.decided_at',
  'p.version',
  'p.span_start',
  'p.span_end',
  'complaint_case.id as case_id',
  'complaint_case.number',
  'complaint_case.subject',
  'complaint_case.status',
  personNamed('p', 'by_id').as('by'),
  personNamed('p', 'decided_by').as('decided_by'),
  sql<string | null>`(select t.masked ->> 'text' from case_text t where t.tenant_id = p.tenant_id and t.case_id = p.case_id
    and t.event_no = p.event_no)`.as('text'),
] as const

/** Whoever said it, whoever writes to customers: they know what became of it. */
export const mayDecide = (actor: Actor, byId: string | null) =>
  (byId !== null && byId === actor.userId) || actor.permissions.has('cases:message')

type Stored = Awaited<ReturnType<typeof readOne>>
const readOne = (tx: Tx) => promisesWithCase(tx).select(promiseColumns).executeTakeFirstOrThrow()

export function shown(row: Stored, actor: Actor, now: Date): PromiseRow {
  return {
    id: row.id,
    case: { id: row.case_id, number: row.number, subject: row.subject, status: row.status },
    kind: row.kind,
    words: row.text?.slice(row.span_start, row.span_end) ?? null,
    at: row.at.toISOString(),
    by: row.by,
    dueAt: row.due_at?.toISOString() ?? null,
    amountFen: row.amount_fen,
    state: row.state,
    overdue: row.state === 'open' && row.due_at !== null && row.due_at < now,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    version: row.version,
    can: { decide: mayDecide(actor, row.by_id) },
  }
}
