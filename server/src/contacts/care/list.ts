import type { CareTask, CareTaskDetail, CareTaskList, CareTaskListQuery } from '@zhiwei/contract'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { type CaseSources, casesOfCustomers, personNamed } from '../../cases/index.ts'
import { caseCustomerOf, customerNames, mayReveal } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import type { CareTaskTable } from '../tables.ts'
import { seesAllContacts } from '../visible.ts'
import { mayFinish } from './finish.ts'
import { scriptFor } from './script.ts'

type Query = z.infer<typeof CareTaskListQuery>
type Named = { id: string; name: string }
type Found = Selectable<CareTaskTable> & {
  owner: Named | null
  doer: Named | null
  probability: number | null
  stage: number | null
  category: string | null
  product: string | null
  node: string | null
  says_complaint: boolean | null
  excerpt: string | null
}
const casesShown = 5

/** Others' tasks are seen by who sees every case. */
const visibleTasks = (actor: Actor, of: Query['of']) =>
  of === 'all' && seesAllContacts(actor) ? sql<SqlBool>`true` : sql<SqlBool>`t.owner_id = ${actor.userId}`

const selecting = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('care_task as t')
    .leftJoin('latent_customer as l', (join) => join.onRef('l.tenant_id', '=', 't.tenant_id').onRef('l.id', '=', 't.latent_id'))
    .leftJoin('contact as c', (join) => join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.contact_id'))
    .where('t.tenant_id', '=', tenantId)

const columns = ['l.probability', 'l.stage', 'l.category', 'l.product', 'l.node', 'l.says_complaint', 'c.excerpt'] as const

/** 关怀任务清单: open ones as they fall due, finished ones newest first. @throws CURSOR_INVALID */
export async function listCareTasks(tx: Tx, actor: Actor, query: Query, now: Date): Promise<z.infer<typeof CareTaskList>> {
  const { tenantId } = actor
  const isDone = query.state === 'done'
  let rows = selecting(tx, tenantId).where(visibleTasks(actor, query.of))
  rows = isDone ? rows.where('t.done_at', 'is not', null) : rows.where('t.done_at', 'is', null)
  if (query.state === 'overdue') rows = rows.where('t.due_at', '<', now)
  if (query.result?.length) rows = rows.where('t.result', 'in', query.result)
  if (query.customerId) rows = rows.where('t.customer_id', '=', query.customerId)
  if (query.purpose?.length) rows = rows.where('t.purpose', 'in', query.purpose)
  const counted = await tx
    .selectFrom(
      rows
        .select('t.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const found: Found[] = await rows
    .selectAll('t')
    .select(columns)
    .select([personNamed('t', 'owner_id').as('owner'), personNamed('t', 'done_by').as('doer')])
    .$if(after !== undefined, (page) =>
      isDone
        ? page.where(sql<SqlBool>`(t.done_at, t.id) < (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`)
        : page.where(sql<SqlBool>`(t.due_at, t.id) > (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`),
    )
    .orderBy(isDone ? 't.done_at' : 't.due_at', isDone ? 'desc' : 'asc')
    .orderBy('t.id', isDone ? 'desc' : 'asc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(found, query.limit, (row) => [(isDone ? row.done_at : row.due_at)?.toISOString() ?? '', row.id])
  const names = await customerNames(
    tx,
    tenantId,
    page.map(({ customer_id }) => customer_id),
  )
  return { rows: page.map((row) => shownTask(row, names.get(row.customer_id), now)), nextCursor, total: cappedTotal(counted.count) }
}

function shownTask(row: Found, named: { name: string; tier: CareTask['customer']['tier'] } | undefined, now: Date): CareTask {
  return {
    id: row.id,
    purpose: row.purpose,
    about: row.about,
    latentId: row.latent_id,
    contactId: row.contact_id,
    customer: { id: row.customer_id, name: named?.name ?? '', tier: named?.tier ?? 'ordinary' },
    owner: row.owner,
    at: row.at.toISOString(),
    dueAt: row.due_at.toISOString(),
    state: row.done_at ? 'done' : 'open',
    overdue: row.done_at === null && row.due_at < now,
    attempts: row.attempts,
    tries: row.tries,
    result: row.result,
    note: row.note,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: row.doer,
    caseId: row.case_id,
    probability: row.probability,
    stage: row.stage,
    category: row.category,
    product: row.product,
    node: row.node,
    excerpt: row.excerpt ?? row.about ?? '',
    saysComplaint: row.says_complaint ?? false,
    version: row.version,
  }
}

/** One care task with its script, its tries, and the customer's cases the person may see. @throws NOT_FOUND */
export async function careTaskDetail(tx: Tx, actor: Actor, id: string, now: Date, cases: CaseSources): Promise<CareTaskDetail> {
  const { tenantId } = actor
  const row = await selecting(tx, tenantId)
    .selectAll('t')
    .select(columns)
    .select(['l.mindset', 'l.language'])
    .select([personNamed('t', 'owner_id').as('owner'), personNamed('t', 'done_by').as('doer')])
    .where('t.id', '=', id)
    .where(visibleTasks(actor, 'all'))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这件关怀任务，或您无权查看')
  const attempts = await tx
    .selectFrom('care_attempt')
    .selectAll()
    .select(personNamed('care_attempt', 'by_id').as('by'))
    .where('tenant_id', '=', tenantId)
    .where('care_task_id', '=', id)
    .orderBy('no')
    .execute()
  const customer = await caseCustomerOf(tx, tenantId, row.customer_id)
  const own = await casesOfCustomers(tx, actor, [row.customer_id], { limit: casesShown }, now, cases)
  const finish = row.done_at === null && mayFinish(actor, row.owner_id)
  return {
    ...shownTask(row, customer ? { name: customer.name, tier: customer.tier } : undefined, now),
    phone: customer?.phone ?? null,
    history: attempts.map(({ no, at, by, result, note }) => ({ no, at: at.toISOString(), by, result, note })),
    script: await scriptFor(tx, tenantId, row.purpose === 'latent' ? row.mindset : row.purpose, row.language),
    cases: own.get(row.customer_id) ?? [],
    can: { finish, assign: finish && actor.permissions.has('cases:assign'), reveal: await mayReveal(tx, actor) },
  }
}
