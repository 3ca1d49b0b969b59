import type { Workbench } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { openStatuses } from './lifecycle.ts'
import { firstCases } from './list.ts'
import { seesAll } from './policy.ts'
import type { CaseListSources } from './rows.ts'

const shown = 12

/** 工作台: what must I do now, what is about to burn. Counts are of open cases only, so they stay small whatever is stored. */
export async function workbenchOf(tx: Tx, actor: Actor, now: Date, sources: CaseListSources): Promise<Workbench> {
  const mine = { handlerId: 'me' as const, open: true }
  const first = await firstCases(tx, actor, { ...mine, sort: 'dueAt', limit: shown }, now, sources)
  const waiting =
    first.length < shown
      ? await firstCases(tx, actor, { ...nextForAll(actor), sort: 'dueAt', limit: shown - first.length }, now, sources)
      : []
  const known = new Set(first.map((row) => row.id))
  const atRisk = await firstCases(tx, actor, { atRisk: true, sort: 'dueAt', limit: shown / 2 }, now, sources)
  return { counts: await countsOf(tx, actor, now), first: [...first, ...waiting.filter((row) => !known.has(row.id))], atRisk }
}

/** When one's own list is short: what waits for somebody like me. */
function nextForAll(actor: Actor) {
  if (actor.permissions.has('cases:accept')) return { status: ['registered' as const] }
  return { unitId: 'mine' as const, status: ['dispatched' as const, 'handling' as const] }
}

async function countsOf(tx: Tx, actor: Actor, now: Date): Promise<Workbench['counts']> {
  const { tenantId, userId, unitId } = actor
  const visible = seesAll(actor) ? sql`true` : sql`unit_id = ${unitId}`
  const day = dayOf(now)
  const { rows } = await sql<Omit<Workbench['counts'], 'registeredToday' | 'closedToday'>>`
    select count(*) filter (where status = 'registered') as "toAccept",
      count(*) filter (where handler_id = ${userId} or (handler_id is null and agent_id = ${userId})) as mine,
      count(*) filter (where due_at >= ${now} and due_at < ${day.end} and suspended_at is null) as "dueToday",
      count(*) filter (where due_at < ${now} and suspended_at is null) as overdue,
      count(*) filter (where status = 'returned' and review is null) as "toReview",
      count(*) filter (where status = 'answered') as "toFollowUp",
      count(*) filter (where awaiting_approvals > 0) as "toApprove"
    from complaint_case where tenant_id = ${tenantId} and status = any(${[...openStatuses]}) and merged_into is null and ${visible}`.execute(
    tx,
  )
  const today = await sql<{ registered: number; closed: number }>`
    select (select count(*) from complaint_case where tenant_id = ${tenantId} and received_at >= ${day.start} and ${visible}) as registered,
      (select count(*) from complaint_case where tenant_id = ${tenantId} and status in ('closed', 'archived') and updated_at >= ${day.start} and closed_at >= ${day.start} and ${visible}) as closed`.execute(
    tx,
  )
  const zero = { toAccept: 0, mine: 0, dueToday: 0, overdue: 0, toReview: 0, toFollowUp: 0, toApprove: 0 }
  return { ...(rows[0] ?? zero), registeredToday: today.rows[0]?.registered ?? 0, closedToday: today.rows[0]?.closed ?? 0 }
}

/** Today in China Standard Time, until calendars bring the tenant's own zone. */
function dayOf(now: Date) {
  const offset = 8 * 3_600_000
  const start = new Date(Math.floor((now.getTime() + offset) / 86_400_000) * 86_400_000 - offset)
  return { start, end: new Date(start.getTime() + 86_400_000) }
}
