import type { CustomerTier, RoutingRules, Signal } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import { type Case, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import type { CaseFacts } from './choose.ts'
import './tables.ts'

/** Signals of cases by id; wired in app.ts. */
export type SignalsOf = (tx: Tx, tenantId: string, caseIds: string[]) => Promise<Map<string, Signal[]>>

/** Whose waiting cases: the call centre's own that nobody has, and those that lie with units without a handler. */
export type Pool = { callCentre: boolean; unitIds: readonly string[] }

/** What this person could take. */
export const poolOf = (actor: Actor): Pool => ({
  callCentre: actor.permissions.has('cases:accept'),
  unitIds: actor.unitId && actor.permissions.has('cases:handle') ? [actor.unitId] : [],
})

// Ordered by what an index knows; signals decide among these.
const mostWaiting = 300

/** Cases nobody has, those that go first first; suspended ones wait for somebody else. */
export async function waitingIds(tx: Tx, actor: Actor, pool: Pool, rules: RoutingRules, limit = mostWaiting): Promise<string[]> {
  if (!pool.callCentre && pool.unitIds.length === 0) return []
  const { critical, high, normal, urgent, green } = rules.headStartMinutes
  const rows = await tx
    .selectFrom('complaint_case')
    .leftJoin('customer as cu', (join) =>
      join.onRef('cu.tenant_id', '=', 'complaint_case.tenant_id').onRef('cu.id', '=', 'complaint_case.customer_id'),
    )
    .select('complaint_case.id')
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))
    .where('complaint_case.merged_into', 'is', null)
    .where('complaint_case.erased_at', 'is', null)
    .where('complaint_case.suspended_at', 'is', null)
    .where(isWaiting(pool))
    .orderBy(
      sql`least(complaint_case.received_at - make_interval(mins =>
        case complaint_case.priority when 'critical' then ${critical}::int when 'high' then ${high}::int when 'normal' then ${normal}::int else 0 end
        + case when complaint_case.regulator is not null or complaint_case.channel = 'regulator' then ${urgent}::int
          when cu.tier = any(${rules.greenTiers}::text[]) then ${green}::int else 0 end),
        complaint_case.due_at - make_interval(mins => ${rules.dueLeadMinutes}::int))`,
    )
    .orderBy('complaint_case.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Spelled so that the call centre's own are found by the index of what lies before somebody, here before nobody. */
export const isWaiting = ({ callCentre, unitIds }: Pool): RawBuilder<boolean> => sql<boolean>`(
  (${callCentre} and complaint_case.status in ('registered', 'accepted')
    and case when complaint_case.handler_id is null then complaint_case.agent_id else complaint_case.handler_id end is null)
  or (complaint_case.unit_id = any(${[...unitIds]}::uuid[]) and complaint_case.status = 'dispatched' and complaint_case.handler_id is null))`

type FactRow = Case & {
  tier: CustomerTier | null
  language: string | null
  dispatched_at: Date | null
  named_id: string | null
  deputy_id: string | null
}
export type RoutedCase = { row: Case; facts: CaseFacts }

/** Cases with everything the choice looks at, in the order of the ids. */
export async function routedCases(tx: Tx, tenantId: string, ids: readonly string[], signalsOf: SignalsOf): Promise<RoutedCase[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<FactRow>`
    select c.*, cu.tier, a.result ->> 'language' as language, k.user_id as named_id, k.deputy_id,
      (select max(d.at) from dispatch d where d.tenant_id = c.tenant_id and d.case_id = c.id and d.ended_at is null) as dispatched_at
    from complaint_case c
    left join customer cu on cu.tenant_id = c.tenant_id and cu.id = c.customer_id
    left join key_account_handler k on k.tenant_id = c.tenant_id and k.customer_id = c.customer_id
    left join case_analysis a on a.tenant_id = c.tenant_id and a.case_id = c.id and a.event_no = 1
    where c.tenant_id = ${tenantId} and c.id = any(${[...ids]}::uuid[])`.execute(tx)
  const signals = await signalsOf(tx, tenantId, [...ids])
  const respondents = await respondentIdsOf(tx, tenantId, ids)
  const hadBefore = await hadBeforeIdsOf(tx, tenantId, ids)
  const known = await holdersOfCustomers(tx, tenantId, rows)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const others = known.filter((one) => one.customer_id === row.customer_id && one.case_id !== id)
    return [
      {
        row,
        facts: {
          ...factsOf(row, signals.get(id) ?? [], others),
          respondentIds: respondents.get(id) ?? [],
          hadBeforeIds: hadBefore.get(id) ?? [],
        },
      },
    ]
  })
}

function factsOf(row: FactRow, signals: Signal[], others: Holder[]): Omit<CaseFacts, 'respondentIds' | 'hadBeforeIds'> {
  return {
    id: row.id,
    category: row.category,
    channel: row.channel,
    language: row.language === 'en' ? 'en' : 'zh',
    stage: row.stage ?? 1,
    priority: row.priority,
    signals,
    isReferred: row.regulator !== null || row.channel === 'regulator',
    tier: row.tier,
    waitingSince: row.unit_id && row.status === 'dispatched' ? (row.dispatched_at ?? row.received_at) : row.received_at,
    dueAt: row.due_at,
    unitId: row.unit_id && row.status !== 'registered' && row.status !== 'accepted' ? row.unit_id : null,
    named: row.named_id ? { handlerId: row.named_id, deputyId: row.deputy_id } : null,
    knownToIds: [...new Set(others.map(({ person_id }) => person_id))],
  }
}

type Holder = { customer_id: string; case_id: string; person_id: string }

/** Who has other open cases of these customers: one voice for one customer. */
async function holdersOfCustomers(tx: Tx, tenantId: string, cases: Pick<Case, 'customer_id'>[]): Promise<Holder[]> {
  const customerIds = [...new Set(cases.map(({ customer_id }) => customer_id).filter((id) => id !== null))]
  if (customerIds.length === 0) return []
  const { rows } = await sql<Holder>`
    select customer_id, id as case_id, case when handler_id is null then agent_id else handler_id end as person_id
    from complaint_case
    where tenant_id = ${tenantId} and customer_id = any(${customerIds}::uuid[]) and status not in ('closed', 'archived', 'declined', 'withdrawn')
      and coalesce(handler_id, agent_id) is not null
    order by received_at desc limit 1000`.execute(tx)
  return rows
}

/** 被投诉人: people of our own named as complained about. */
export async function respondentIdsOf(tx: Tx, tenantId: string, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ case_id: string; user_id: string }>`
    select case_id, user_id from case_respondent where tenant_id = ${tenantId} and case_id = any(${[...caseIds]}::uuid[])`.execute(tx)
  return idsByCase(rows)
}

/** Where a customer complains of the service in a matter that was complained of before: who had it then. */
async function hadBeforeIdsOf(tx: Tx, tenantId: string, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ case_id: string; user_id: string }>`
    select c.id as case_id, p.id as user_id from complaint_case c
    join complaint_case before on before.tenant_id = c.tenant_id and before.id = c.duplicate_of
    cross join lateral unnest(array[before.agent_id, before.handler_id]) as p (id)
    where c.tenant_id = ${tenantId} and c.id = any(${[...caseIds]}::uuid[]) and (c.category = 'service' or c.category like 'service.%') and p.id is not null`.execute(
    tx,
  )
  return idsByCase(rows)
}

const idsByCase = (rows: { case_id: string; user_id: string }[]) =>
  new Map([...Map.groupBy(rows, ({ case_id }) => case_id)].map(([caseId, found]) => [caseId, found.map(({ user_id }) => user_id)]))
