import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { calendarBook, workingBetween } from '../../sla/index.ts'
import { costBook } from '../money/rates.ts'
import { type CameAgain, type FactCase, type FactClock, type FactEvent, type Heard, type History, repeatsWithinDays } from './facts-of.ts'

/** What happens to a case that a measure may count. */
export const factEvents = [
  'complaint.received',
  'case.accepted',
  'case.declined',
  'case.classified',
  'case.stageChanged',
  'case.linked',
  'case.assigned',
  'case.messageSent',
  'case.dispatched',
  'case.receipted',
  'case.transferred',
  'case.sentBack',
  'case.recalled',
  'case.returned',
  'case.remedyGranted',
  'case.remedyDecided',
  'case.remedyReversed',
  'case.answered',
  'case.followedUp',
  'case.confirmed',
  'case.surveyAnswered',
  'case.causeFound',
  'case.findingMade',
  'case.closed',
  'case.reopened',
  'case.withdrawn',
  'case.suspended',
  'case.resumed',
  'case.escalated',
  'case.extended',
  'case.merged',
  'case.split',
  'case.erased',
  'case.noted',
  'case.called',
  'case.taskDone',
  'case.reviewed',
  'case.remedyProposed',
  'case.supervised',
  'case.feeEntered',
  'sla.breached',
] as const satisfies EventKind[]

type Of<Row> = Row & { case_id: string }

/** The histories of these cases; blanked ones have none. */
export async function readHistories(tx: Tx, tenantId: string, caseIds: string[]): Promise<History[]> {
  const { rows: cases } = await sql<FactCase>`
    select tenant_id, id, cycle, origin, channel, category, product, node, region, severity, customer_id, agent_id, process_version_id, received_at,
      closed_at, status, merged_into, amount_fen, regulator
    from complaint_case where tenant_id = ${tenantId} and id = any(${caseIds}::uuid[]) and erased_at is null`.execute(tx)
  const ids = cases.map(({ id }) => id)
  if (ids.length === 0) return []
  const events = await byCase(
    tx,
    sql<Of<FactEvent>>`
    select case_id, no, kind, cycle, at, facts, actor_id as by_id from case_event
    where tenant_id = ${tenantId} and case_id = any(${ids}::uuid[]) and kind = any(${[...factEvents]}::text[]) order by case_id, no`,
  )
  const clocks = await byCase(
    tx,
    sql<Of<FactClock>>`
    select case_id, cycle, step, due_at, state, ended_at, breached_at from case_clock
    where tenant_id = ${tenantId} and case_id = any(${ids}::uuid[]) and regime = 'company' and step in ('firstContact', 'handling', 'answer', 'closure')`,
  )
  const heard = await byCase(
    tx,
    sql<Of<Heard>>`
    select case_id, cycle, asked_at, satisfaction from survey where tenant_id = ${tenantId} and case_id = any(${ids}::uuid[])`,
  )
  const cameAgain = await byCase(
    tx,
    sql<Of<CameAgain>>`
    select duplicate_of as case_id, received_at as at from complaint_case
    where tenant_id = ${tenantId} and duplicate_of = any(${ids}::uuid[]) and erased_at is null`,
  )
  const repeating = await repeatingAmong(tx, tenantId, ids)
  const outcomes = await outcomesOf(tx, tenantId, ids)
  const costs = await costBook(tx, tenantId)
  const { company } = await calendarBook(tx, tenantId)
  return cases.map((complaintCase) => ({
    complaintCase,
    events: events(complaintCase.id),
    clocks: clocks(complaintCase.id),
    heard: heard(complaintCase.id),
    cameAgain: cameAgain(complaintCase.id),
    repeats: repeating.has(complaintCase.id),
    outcomes: outcomes(complaintCase.id),
    costs,
    workingMinutes: (from, to) => workingBetween(company, from, to).minutes,
  }))
}

/** Those whose customer complained of the same matter (linked as duplicate or repeat) within the thirty days before. */
async function repeatingAmong(tx: Tx, tenantId: string, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from complaint_case c where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[]) and c.customer_id is not null and exists (
      select 1 from complaint_case d where d.tenant_id = c.tenant_id and d.customer_id = c.customer_id and d.erased_at is null
        and (d.received_at, d.id) < (c.received_at, c.id) and d.received_at >= c.received_at - make_interval(days => ${repeatsWithinDays})
        and (d.id = c.duplicate_of or d.duplicate_of = c.id or d.duplicate_of = c.duplicate_of or exists (
          select 1 from case_link l where l.tenant_id = c.tenant_id and l.kind = 'repeatOf' and l.ended_at is null
            and ((l.case_id = c.id and l.other_case_id = d.id) or (l.case_id = d.id and l.other_case_id = c.id)))))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** What the customers of these cases did, in the order of its days. */
const outcomesOf = async (tx: Tx, tenantId: string, ids: string[]) =>
  byCase(
    tx,
    sql<Of<{ at: Date; stayed: boolean }>>`
    select c.id as case_id, o.on_day::timestamp at time zone t.zone as at, o.outcome <> 'left' as stayed
    from complaint_case c join tenant t on t.id = c.tenant_id join customer_outcome o on o.tenant_id = c.tenant_id and o.customer_id = c.customer_id
    where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[]) order by o.on_day`,
  )

async function byCase<Row>(tx: Tx, query: ReturnType<typeof sql<Of<Row>>>) {
  const { rows } = await query.execute(tx)
  const found = Map.groupBy(rows, (row) => row.case_id)
  return (caseId: string): readonly Row[] => found.get(caseId) ?? []
}
