import type { Task, TaskDetail } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { isUuid } from '../platform/ids.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'

// 任务: what a unit was asked for, told to its own people without the case around it. Partner firms see nothing else.

export type CustomerOfTask = (tx: Tx, tenantId: string, customerId: string) => Promise<{ name: string; phone: string | null } | null>

type Row = {
  id: string
  role: Task['role']
  state: Task['state']
  case_id: string
  number: string
  subject: string
  product: string | null
  region: string | null
  customer_id: string | null
  instructions: string | null
  created_at: Date
  due_at: Date | null
  result: string | null
  rework: string | null
  complaint: string | null
  handler: { id: string; name: string } | null
}

const masked = (field: 'text' | 'reason', no: string) => sql<string | null>`(
  select t.masked ->> ${sql.lit(field)} from case_text t where t.tenant_id = x.tenant_id and t.case_id = x.case_id and t.event_no = ${sql.raw(no)})`
const person = (column: string) => sql`(
  select jsonb_build_object('id', u.id, 'name', u.name) from user_account u where u.tenant_id = x.tenant_id and u.id = ${sql.ref(`x.${column}`)})`

/** Dispatches that still are the unit's, or that it sent back: what was taken away from it is no longer told. */
const leads = (tenantId: string, unitId: string) => sql`
  select x.id, 'lead' as role, x.case_id, x.at as created_at, c.due_at, c.number, c.subject, c.product, c.region, c.customer_id,
    case when x.state = 'sentBack' then 'sentBack' when x.state = 'dispatched' and c.status = 'dispatched' then 'open'
      when c.status = 'handling' then 'handling' else 'done' end as state,
    ${masked('text', 'x.event_no')} as instructions,
    ${masked('text', 'r.event_no')} as result,
    case when r.review = 'rework' then ${masked('reason', 'r.reviewed_no')} end as rework,
    ${masked('text', '1')} as complaint, ${person('handler_id')} as handler
  from dispatch x
  join complaint_case c on c.tenant_id = x.tenant_id and c.id = x.case_id
  left join lateral (
    select r.event_no, r.review, (select max(e.no) from case_event e
      where e.tenant_id = r.tenant_id and e.case_id = r.case_id and e.kind = 'case.reviewed' and e.no > r.event_no) as reviewed_no
    from unit_return r where r.tenant_id = x.tenant_id and r.case_id = x.case_id and r.cycle = x.cycle and r.event_no > x.event_no
    order by r.event_no desc limit 1
  ) r on true
  where x.tenant_id = ${tenantId} and x.unit_id = ${unitId} and x.state in ('dispatched', 'receipted', 'sentBack')`

const coTasks = (tenantId: string, unitId: string) => sql`
  select x.id, 'co' as role, x.case_id, x.created_at, x.due_at, c.number, c.subject, c.product, c.region, c.customer_id, x.state,
    x.instructions, x.result, null as rework, null as complaint, ${person('handler_id')} as handler
  from task x join complaint_case c on c.tenant_id = x.tenant_id and c.id = x.case_id
  where x.tenant_id = ${tenantId} and x.unit_id = ${unitId}`

const isOpenState = sql`state in ('open', 'handling')`

/** 我部门的任务: the newest first. Nobody of a unit sees another one's. */
export async function listTasks(
  tx: Tx,
  { tenantId, unitId }: Actor,
  query: { state: 'open' | 'all'; limit: number; cursor?: string | undefined },
  now: Date,
) {
  if (unitId === null) return { rows: [], nextCursor: null, total: cappedTotal(0) }
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const all = sql`(${leads(tenantId, unitId)} union all ${coTasks(tenantId, unitId)}) as tasks`
  const only = query.state === 'open' ? isOpenState : sql`true`
  const { rows } = await sql<Row>`select * from ${all} where ${only}
    ${after ? sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by created_at desc, id desc limit ${query.limit + 1}`.execute(tx)
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from ${all} where ${only} limit ${countCap + 1}) as counted`.execute(tx)
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [row.created_at.toISOString(), row.id])
  return { rows: page.map((row) => taskOf(row, now)), nextCursor, total: cappedTotal(counted.rows[0]?.count ?? 0) }
}

const taskOf = (row: Row, now: Date): Task => ({
  id: row.id,
  role: row.role,
  state: row.state,
  caseNumber: row.number,
  subject: row.subject,
  product: row.product,
  region: row.region,
  instructions: row.instructions ?? '',
  createdAt: row.created_at.toISOString(),
  dueAt: row.due_at?.toISOString() ?? null,
  overdue: row.due_at !== null && row.due_at < now && (row.state === 'open' || row.state === 'handling'),
})

/** @throws NOT_FOUND also for a task of another unit, so that ids cannot be tried out */
export async function findUnitTask(tx: Tx, { tenantId, unitId }: Actor, id: string): Promise<Row> {
  const found =
    unitId !== null && isUuid(id)
      ? await sql<Row>`select * from (${leads(tenantId, unitId)} and x.id = ${id} union all ${coTasks(tenantId, unitId)} and x.id = ${id}) as tasks`.execute(
          tx,
        )
      : { rows: [] }
  const [row] = found.rows
  if (!row) throw new AppError('NOT_FOUND', '没有这项任务，或它不是派给您部门的')
  return row
}

/** 任务页: the task, the customer masked, and what may be done with it now. */
export async function taskDetail(tx: Tx, actor: Actor, id: string, now: Date, customerOf: CustomerOfTask): Promise<TaskDetail> {
  const row = await findUnitTask(tx, actor, id)
  const customer = row.customer_id ? await customerOf(tx, actor.tenantId, row.customer_id) : null
  const { role, state } = row
  return {
    ...taskOf(row, now),
    customer: customer && { name: customer.name, phone: customer.phone },
    text: row.complaint,
    result: row.result,
    rework: state === 'handling' ? row.rework : null,
    handler: row.handler,
    can: {
      receive: role === 'lead' && state === 'open',
      giveResult: role === 'lead' ? state === 'handling' : state === 'open',
      sendBack: state === 'open',
    },
  }
}

/** Whose task it is may take its steps on the case, though the case itself is not shown to them. */
export const insideTask = (act: Act): Act => ({
  ...act,
  actor: { ...act.actor, permissions: new Set([...act.actor.permissions, 'cases:readUnit', 'cases:handle']) },
})
