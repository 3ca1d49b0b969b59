import type { CaseFilter } from '@zhiwei/contract'
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { tenantZone } from '../identity/index.ts'
import type { Tables, Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { dayIn } from '../platform/zones.ts'
import { openStatuses } from './lifecycle.ts'
import { seesAll, visibleCases } from './policy.ts'
import type { CaseListSources } from './rows.ts'
import { type CaseCondition, searchFor } from './search.ts'
import { bitsOf } from './signal-bits.ts'

/** Whose turn it is: the handler's, before there is one the agent's. Spelled as the index has it. */
export const holderId = sql<string | null>`case when handler_id is null then agent_id else handler_id end`
// In bytes '/' comes next after '.' and before letters and digits, so `a` to `a/` is `a` and everything below it: one stretch of the index.
// LIKE would never reach an index behind the wall, as it is not leakproof.
const categoryBytes = sql<string>`complaint_case.category collate "C"`

type Eb = ExpressionBuilder<Tables, 'complaint_case'>
/** Asked by the workbench only. `pauseOver`: the suspension lasts longer than was expected; `burning`: what was said is past talking it over. */
export type CaseQuestion = CaseFilter & { pauseOver?: boolean; burning?: boolean }

/** The filter of a list as SQL conditions; the first is always what the person may see. `total`: when the search has counted already. */
export async function conditionsOf(tx: Tx, actor: Actor, query: CaseQuestion, now: Date, sources: CaseListSources) {
  const conditions: CaseCondition[] = [visibleCases(actor), (eb) => eb('complaint_case.erased_at', 'is', null)]
  const always = conditions.length
  const add = (condition: (eb: Eb) => ReturnType<CaseCondition>) => conditions.push(condition)
  const oneOf = (column: 'status' | 'severity' | 'priority' | 'channel', values: string[] | undefined) => {
    if (values?.length) add((eb) => eb(`complaint_case.${column}`, 'in', values as never))
  }
  oneOf('status', query.status)
  oneOf('severity', query.severity)
  oneOf('priority', query.priority)
  oneOf('channel', query.channel)
  const { stage, emotion, signal, category, handlerId, unitId, customerId, importId } = query
  if (stage?.length) add((eb) => eb('complaint_case.stage', 'in', stage.map(Number)))
  if (emotion?.length) add((eb) => eb('complaint_case.emotion', 'in', emotion.map(Number)))
  if (signal?.length) add((eb) => eb.and([eb('complaint_case.signal_bits', '<>', 0), shows(bitsOf(signal))]))
  // A category stands for itself and everything below it.
  if (category?.length)
    add((eb) => eb.or(category.map((code) => eb.and([eb(categoryBytes, '>=', code), eb(categoryBytes, '<', `${code}/`)]))))
  if (handlerId === 'none') add((eb) => eb('complaint_case.handler_id', 'is', null))
  else if (handlerId) {
    const userId = handlerId === 'me' ? actor.userId : handlerId
    add((eb) => eb(holderId, '=', userId))
  }
  if (unitId)
    add((eb) =>
      unitId === 'mine' && !actor.unitId ? eb.or([]) : eb('complaint_case.unit_id', '=', unitId === 'mine' ? actor.unitId : unitId),
    )
  if (customerId) add((eb) => eb('complaint_case.customer_id', '=', customerId))
  if (importId) add((eb) => eb('complaint_case.import_id', '=', importId))
  if (query.overdue !== undefined) add((eb) => (query.overdue ? isOverdueSql(eb, now) : eb.not(isOverdueSql(eb, now))))
  if (query.toReview) add((eb) => eb.and([eb('complaint_case.status', '=', 'returned'), eb('complaint_case.review', 'is', null)]))
  // Whoever asks for work gets none that waits inside another case.
  if (asksForWork(query)) add((eb) => eb('complaint_case.merged_into', 'is', null))
  if (query.atRisk) add((eb) => mayBurn(eb, actor.tenantId, now))
  if (query.burning) add(isBurning)
  if (query.pauseOver) add((eb) => eb('complaint_case.id', '=', anyOf(pausesOver(actor.tenantId, now))))
  if (query.open !== undefined) add((eb) => eb('complaint_case.status', query.open ? 'in' : 'not in', [...openStatuses]))
  const { from, to, dueTo, closedFrom, awaitingApproval } = query
  const days = await daysOf(tx, actor.tenantId, [from, to, dueTo, closedFrom])
  if (from) add((eb) => eb('complaint_case.received_at', '>=', days.start(from)))
  if (to) add((eb) => eb('complaint_case.received_at', '<', days.end(to)))
  if (dueTo) add((eb) => eb('complaint_case.due_at', '<', days.end(dueTo)))
  // Whatever was closed since then was changed since then, and for that there is an index.
  if (closedFrom)
    add((eb) =>
      eb.and([eb('complaint_case.closed_at', '>=', days.start(closedFrom)), eb('complaint_case.updated_at', '>=', days.start(closedFrom))]),
    )
  if (awaitingApproval !== undefined) add((eb) => eb('complaint_case.awaiting_approvals', awaitingApproval ? '>' : '=', 0))
  if (!query.q?.trim()) return { conditions, total: null }
  const search = await searchFor(tx, actor, query.q, sources.customersByPhone)
  const isAlone = seesAll(actor) && conditions.length === always
  return { conditions: [...conditions, search.condition], total: isAlone ? search.total : null }
}

/** Behind the wall no index is asked by bits: that of cases with any signal is walked. */
const shows = (bits: number) => sql<boolean>`(complaint_case.signal_bits & ${bits}::int) <> 0`

const asksForWork = (query: CaseFilter) =>
  Boolean(query.open || query.overdue || query.atRisk || query.toReview || query.awaitingApproval || query.status?.length)

function mayBurn(eb: Eb, tenantId: string, now: Date) {
  const burning = eb.or([
    isOverdueSql(eb, now),
    eb('complaint_case.escalation_level', '>', 0),
    isBurning(eb),
    eb('complaint_case.id', '=', anyOf(rowsPastDue(tenantId, now))),
  ])
  return eb.and([eb('complaint_case.status', 'in', [...openStatuses]), burning])
}

/** Outburst, or a matter of life or of the law; a critical priority sums up the signals. Source: docs/rules/priority.md */
const isBurning = (eb: Eb) =>
  eb.or([
    eb('complaint_case.stage', '>=', 4),
    eb('complaint_case.severity', '=', 'critical'),
    eb('complaint_case.priority', '=', 'critical'),
  ])

// Looked up once and not for each case: of rows that still stand, few are past their time.
const anyOf = (caseIds: RawBuilder<unknown>) => sql<string>`any(array(${caseIds}))`
const pausesOver = (tenantId: string, now: Date) =>
  sql`select case_id from suspension where tenant_id = ${tenantId} and ended_at is null and expected_end_at < ${now}`
const rowsPastDue = (tenantId: string, now: Date) => sql`${pausesOver(tenantId, now)}
  union all select case_id from supervision where tenant_id = ${tenantId} and ended_at is null and due_at < ${now}
  union all select case_id from task where tenant_id = ${tenantId} and state = 'open' and due_at < ${now}`

function isOverdueSql(eb: Eb, now: Date) {
  return eb.and([
    eb('complaint_case.due_at', '<', now),
    eb('complaint_case.suspended_at', 'is', null),
    eb('complaint_case.status', 'in', [...openStatuses]),
  ])
}

const dates = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days asked for are the tenant's own days; an instant is taken as it is. */
async function daysOf(tx: Tx, tenantId: string, asked: (string | undefined)[]) {
  const zone = asked.some((value) => value !== undefined && dates.test(value)) ? await tenantZone(tx, tenantId) : 'UTC'
  const read = (value: string) => {
    const [, year, month, day] = dates.exec(value) ?? []
    return year ? dayIn(zone, { year: Number(year), month: Number(month), day: Number(day) }) : undefined
  }
  return {
    start: (value: string) => read(value)?.start ?? new Date(value),
    end: (value: string) => read(value)?.end ?? new Date(value),
  }
}
