import type { LatentCounts, LatentList, LatentListQuery, LatentRow } from '@zhiwei/contract'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { personNamed } from '../../cases/index.ts'
import { customerNames } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { carersOf, givenToday } from '../care/give.ts'
import type { LatentCustomerTable } from '../tables.ts'
import { seesAllContacts, visibleContacts, visibleLatents } from '../visible.ts'
import { latentRulesInForce } from './versions.ts'

type Query = z.infer<typeof LatentListQuery>
type Named = { id: string; name: string }
type Found = Selectable<LatentCustomerTable> & {
  excerpt: string
  task_id: string | null
  owner: Named | null
  due_at: Date | null
  done_at: Date | null
  case_id: string | null
}

/** 隐性客户清单: newest first, or the likeliest first. @throws CURSOR_INVALID */
export async function listLatent(tx: Tx, actor: Actor, query: Query, now: Date): Promise<z.infer<typeof LatentList>> {
  const matching = matchingLatent(tx, actor, query)
  const counted = await tx
    .selectFrom(
      matching
        .select('l.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const byLikely = query.sort === 'likely'
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const rows: Found[] = await matching
    .leftJoin('contact as c', (join) => join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.contact_id'))
    .leftJoin('care_task as t', (join) => join.onRef('t.tenant_id', '=', 'l.tenant_id').onRef('t.latent_id', '=', 'l.id'))
    .selectAll('l')
    .select([
      sql<string>`coalesce(c.excerpt, '')`.as('excerpt'),
      't.id as task_id',
      't.due_at',
      't.done_at',
      't.case_id',
      personNamed('t', 'owner_id').as('owner'),
    ])
    .$if(after !== undefined, (page) =>
      byLikely
        ? page.where(sql<SqlBool>`(l.probability, l.id) < (${Number(after?.[0])}::real, ${String(after?.[1])}::uuid)`)
        : page.where(sql<SqlBool>`(l.at, l.id) < (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`),
    )
    .orderBy(byLikely ? 'l.probability' : 'l.at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [byLikely ? row.probability : row.at.toISOString(), row.id])
  const names = await customerNames(
    tx,
    actor.tenantId,
    page.map(({ customer_id }) => customer_id),
  )
  return { rows: page.map((row) => shownLatent(row, names.get(row.customer_id), now)), nextCursor, total: cappedTotal(counted.count) }
}

function matchingLatent(tx: Tx, actor: Actor, query: Query) {
  let rows = tx.selectFrom('latent_customer as l').where('l.tenant_id', '=', actor.tenantId).where(visibleLatents(actor))
  if (query.state?.length) {
    const states = query.state.flatMap((state) => (state === 'open' ? (['waiting', 'inCare'] as const) : [state]))
    rows = rows.where('l.state', 'in', states)
  }
  if (query.ended?.length) rows = rows.where('l.ended', 'in', query.ended)
  if (query.channel?.length) rows = rows.where('l.channel', 'in', query.channel)
  if (query.category)
    rows = rows.where((eb) => eb.or([eb('l.category', '=', query.category ?? ''), eb('l.category', 'like', `${query.category}.%`)]))
  if (query.product) rows = rows.where('l.product', '=', query.product)
  if (query.node) rows = rows.where('l.node', '=', query.node)
  if (query.customerId) rows = rows.where('l.customer_id', '=', query.customerId)
  if (query.stage?.length) rows = rows.where('l.stage', 'in', query.stage.map(Number))
  if (query.saysComplaint) rows = rows.where('l.says_complaint', '=', query.saysComplaint === 'true')
  if (query.arm) rows = rows.where('l.arm', '=', query.arm)
  if (query.from) rows = rows.where('l.at', '>=', new Date(query.from))
  if (query.to) rows = rows.where('l.at', '<', new Date(query.to))
  return rows
}

function shownLatent(row: Found, named: { name: string; tier: LatentRow['customer']['tier'] } | undefined, now: Date): LatentRow {
  return {
    id: row.id,
    customer: { id: row.customer_id, name: named?.name ?? '', tier: named?.tier ?? 'ordinary' },
    at: row.at.toISOString(),
    firstContactAt: row.first_contact_at.toISOString(),
    lastContactAt: row.last_contact_at.toISOString(),
    contactId: row.contact_id,
    contacts: row.contacts,
    channel: row.channel,
    excerpt: row.excerpt,
    probability: row.probability,
    stage: row.stage,
    emotion: row.emotion,
    mindset: row.mindset,
    category: row.category,
    product: row.product,
    node: row.node,
    region: row.region,
    signals: row.signals as LatentRow['signals'],
    reasons: row.reasons,
    saysComplaint: row.says_complaint,
    state: row.state,
    ended: row.ended,
    task:
      row.task_id && row.due_at
        ? { id: row.task_id, owner: row.owner, dueAt: row.due_at.toISOString(), overdue: row.done_at === null && row.due_at < now }
        : null,
    caseId: row.case_id,
    version: row.version,
  }
}

/** 隐性客户 in figures; each is the number of the rows that the person may open. */
export async function latentCounts(tx: Tx, actor: Actor, now: Date): Promise<LatentCounts> {
  const { tenantId } = actor
  const { rows } = await sql<Record<'waiting' | 'in_care' | 'overdue' | 'left_over' | 'unsure' | 'says_complaint', number>>`
    select count(*) filter (where l.state = 'waiting') as waiting, count(*) filter (where l.state = 'inCare') as in_care,
      count(*) filter (where l.says_complaint and l.state in ('waiting', 'inCare')) as says_complaint,
      (select count(*) from latent_customer o where o.tenant_id = ${tenantId} and o.state = 'left' and o.arm = 'capacity'
        and o.ended_at >= ${new Date(now.getTime() - 7 * 86_400_000)} and ${visibleLatents(actor, 'o')}) as left_over,
      (select count(*) from care_task t where t.tenant_id = ${tenantId} and t.done_at is null and t.due_at < ${now}
        and (${seesAllContacts(actor)}::boolean or t.owner_id = ${actor.userId}::uuid)) as overdue,
      (select count(*) from contact c where c.tenant_id = ${tenantId} and c.verdict = 'unsure' and ${visibleContacts(actor)}) as unsure
    from latent_customer l where l.tenant_id = ${tenantId} and l.ended_at is null and ${visibleLatents(actor)}`.execute(tx)
  const rules = await latentRulesInForce(tx, tenantId, now)
  const carers = await carersOf(tx, tenantId, rules)
  const [found] = rows
  return {
    waiting: found?.waiting ?? 0,
    inCare: found?.in_care ?? 0,
    overdue: found?.overdue ?? 0,
    left: found?.left_over ?? 0,
    unsure: found?.unsure ?? 0,
    saysComplaint: found?.says_complaint ?? 0,
    givenToday: await givenToday(tx, tenantId, now),
    capacity: carers.length * rules.tasksAPersonADay,
  }
}
