import type { CrisisDetail, CrisisList, CrisisListQuery, CrisisRow, CrisisStatement } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { personNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { isOfContactsAlone } from '../governance/visible.ts'
import type { CrisisTable, StatementTable } from './tables.ts'
import { visibleCrises } from './visible.ts'

type Named = { id: string; name: string }
type Found = Selectable<CrisisTable> & { lead: Named | null; open_tasks: number; cases: number; has_statement: boolean }

const lookedUp = () => [
  personNamed('r', 'lead_id').as('lead'),
  sql<number>`(select count(*) from crisis_task t where t.tenant_id = r.tenant_id and t.crisis_id = r.id and t.done_at is null)`.as(
    'open_tasks',
  ),
  sql<number>`(select count(*) from crisis_case k where k.tenant_id = r.tenant_id and k.crisis_id = r.id)`.as('cases'),
  sql<boolean>`exists (select from crisis_statement s where s.tenant_id = r.tenant_id and s.crisis_id = r.id
    and s.decision = 'approved' and s.replaced_at is null)`.as('has_statement'),
]

const shown = (row: Found): CrisisRow => ({
  id: row.id,
  title: row.title,
  at: row.at.toISOString(),
  lead: row.lead,
  openTasks: row.open_tasks,
  cases: row.cases,
  hasStatement: row.has_statement,
  closedAt: row.closed_at?.toISOString() ?? null,
  version: row.version,
})

/** 危机事件, newest first. @throws CURSOR_INVALID */
export async function listCrises(tx: Tx, actor: Actor, query: z.infer<typeof CrisisListQuery>): Promise<CrisisList> {
  let matching = tx.selectFrom('crisis as r').where('r.tenant_id', '=', actor.tenantId).where(visibleCrises(tx, actor))
  if (query.state !== 'all') matching = matching.where('r.closed_at', query.state === 'open' ? 'is' : 'is not', null)
  const counted = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await matching.selectAll('r').select(lookedUp).$call(newestFirst('r', query)).execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row as Found)), nextCursor, total: cappedTotal(counted.count) }
}

/** 作战室: everything of one crisis. @throws NOT_FOUND */
export async function findCrisis(tx: Tx, actor: Actor, id: string, now: Date): Promise<CrisisDetail> {
  const { tenantId } = actor
  const row = await tx
    .selectFrom('crisis as r')
    .leftJoin('warning as w', (join) => join.onRef('w.tenant_id', '=', 'r.tenant_id').onRef('w.id', '=', 'r.warning_id'))
    .selectAll('r')
    .select(
      sql<string | null>`case when ${actor.permissions.has('contacts:read')} or not ${isOfContactsAlone} then w.subject end`.as(
        'warning_subject',
      ),
    )
    .select(lookedUp)
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', id)
    .where(visibleCrises(tx, actor))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个危机事件，或您无权查看')
  const timeline = await tx
    .selectFrom('crisis_event as x')
    .select(['x.no', 'x.kind', 'x.at', 'x.facts', 'x.note', personNamed('x', 'by_id').as('by')])
    .where('x.tenant_id', '=', tenantId)
    .where('x.crisis_id', '=', id)
    .orderBy('x.no')
    .execute()
  const tasks = await tx
    .selectFrom('crisis_task as x')
    .select(['x.id', 'x.desk', 'x.text', 'x.due_at', 'x.done_at', 'x.result'])
    .select([personNamed('x', 'owner_id').as('owner'), personNamed('x', 'done_by').as('done_by')])
    .where('x.tenant_id', '=', tenantId)
    .where('x.crisis_id', '=', id)
    .orderBy('x.id')
    .execute()
  const statements = await tx
    .selectFrom('crisis_statement as x')
    .selectAll('x')
    .select([personNamed('x', 'author_id').as('author'), personNamed('x', 'decided_by').as('decider')])
    .where('x.tenant_id', '=', tenantId)
    .where('x.crisis_id', '=', id)
    .orderBy('x.no', 'desc')
    .execute()
  const mayManage = actor.permissions.has('crisis:manage')
  return {
    ...shown(row as Found),
    warning: row.warning_id && row.warning_subject ? { id: row.warning_id, subject: row.warning_subject } : null,
    timeline: timeline.map((line) => ({ ...line, at: line.at.toISOString() })),
    tasks: tasks.map((task) => ({
      id: task.id,
      desk: task.desk,
      text: task.text,
      owner: task.owner,
      dueAt: task.due_at.toISOString(),
      overdue: task.done_at === null && task.due_at <= now,
      doneAt: task.done_at?.toISOString() ?? null,
      doneBy: task.done_by,
      result: task.result,
    })),
    statements: statements.map((one) => ({
      id: one.id,
      no: one.no,
      text: one.text,
      state: stateOf(one),
      author: one.author,
      at: one.at.toISOString(),
      decidedAt: one.decided_at?.toISOString() ?? null,
      decidedBy: one.decider,
      note: one.decision_note,
      mayDecide: mayManage && !one.decided_at && !row.closed_at && one.author_id !== actor.userId,
    })),
    caseRows: await casesOf(tx, actor, id),
    review: row.review,
    can: { manage: mayManage && !row.closed_at },
  }
}

function stateOf({ decision, replaced_at: replacedAt }: Selectable<StatementTable>): CrisisStatement['state'] {
  if (decision === null) return 'waiting'
  if (decision === 'refused') return 'refused'
  return replacedAt ? 'replaced' : 'inForce'
}

const mostCases = 200
async function casesOf(tx: Tx, actor: Actor, crisisId: string) {
  const rows = await tx
    .selectFrom('complaint_case')
    .innerJoin('crisis_case as k', (join) =>
      join.onRef('k.tenant_id', '=', 'complaint_case.tenant_id').onRef('k.case_id', '=', 'complaint_case.id'),
    )
    .select(['complaint_case.id', 'number', 'subject', 'excerpt'])
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('k.crisis_id', '=', crisisId)
    .where(visibleCases(actor))
    .orderBy('received_at', 'desc')
    .limit(mostCases)
    .execute()
  return rows.map(({ id, number, subject, excerpt }) => ({ id, number, subject: subject || excerpt }))
}
