import type { Workbench } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { openStatuses } from './lifecycle.ts'
import { firstCases } from './list.ts'
import { visibleCases } from './policy.ts'
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

/** Each number is the count of the list it opens (filter.ts), so the two always agree. */
async function countsOf(tx: Tx, actor: Actor, now: Date): Promise<Workbench['counts']> {
  const { tenantId, userId } = actor
  const day = dayOf(now)
  const seen = tx.selectFrom('complaint_case').where('tenant_id', '=', tenantId).where('erased_at', 'is', null).where(visibleCases(actor))
  const counted = (condition: RawBuilder<unknown>) => sql<number>`count(*) filter (where ${condition})`
  const open = await seen
    .select([
      counted(sql`status = 'registered'`).as('toAccept'),
      counted(sql`handler_id = ${userId} or (handler_id is null and agent_id = ${userId})`).as('mine'),
      counted(sql`due_at >= ${now} and due_at < ${day.end}`).as('dueToday'),
      counted(sql`due_at < ${now} and suspended_at is null`).as('overdue'),
      counted(sql`status = 'returned' and review is null`).as('toReview'),
      counted(sql`status = 'answered'`).as('toFollowUp'),
      counted(sql`awaiting_approvals > 0`).as('toApprove'),
    ])
    .where('status', 'in', [...openStatuses])
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow()
  const registered = await seen.select(sql<number>`count(*)`.as('count')).where('received_at', '>=', day.start).executeTakeFirstOrThrow()
  const closed = await seen
    .select(sql<number>`count(*)`.as('count'))
    .where('status', 'in', ['closed', 'archived'])
    .where('closed_at', '>=', day.start)
    .where('updated_at', '>=', day.start)
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow()
  return { ...open, registeredToday: registered.count, closedToday: closed.count }
}

/** Today in China Standard Time, until calendars bring the tenant's own zone. */
function dayOf(now: Date) {
  const offset = 8 * 3_600_000
  const start = new Date(Math.floor((now.getTime() + offset) / 86_400_000) * 86_400_000 - offset)
  return { start, end: new Date(start.getTime() + 86_400_000) }
}
