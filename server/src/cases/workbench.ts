import { performance } from 'node:perf_hooks'
import type { CaseRow, Signal, Workbench } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { lastWriteAt } from '../platform/write-once.ts'
import { dayIn, localDateOf } from '../platform/zones.ts'
import { holderId } from './filter.ts'
import { openStatuses } from './lifecycle.ts'
import { firstCases } from './list.ts'
import { seesAll, visibleCases } from './policy.ts'
import type { CaseListSources } from './rows.ts'

const shown = 12
const riskyShown = 6

/** Signals of cases by id. Wired in app.ts. */
export type SignalsOf = (tx: Tx, tenantId: string, caseIds: string[]) => Promise<Map<string, Signal[]>>
/** 低分待处理. Wired in app.ts. */
export type LowScoresWaiting = (tx: Tx, actor: Actor) => Promise<number>
type Sources = CaseListSources & { signalsOf: SignalsOf; lowScoresWaiting: LowScoresWaiting }

/** 工作台: what must I do now, what is about to burn. Counts are of open cases, whatever is stored. */
export async function workbenchOf(tx: Tx, actor: Actor, now: Date, sources: Sources): Promise<Workbench> {
  const mine = { handlerId: 'me' as const, open: true }
  // Who waits longer than was expected comes before everything that has a limit of its own: its clocks stand still and tell nobody.
  const pausesOver = await firstCases(tx, actor, { ...mine, pauseOver: true, sort: 'receivedAt', limit: shown }, now, sources)
  const due = await firstCases(tx, actor, { ...mine, sort: 'dueAt', limit: shown }, now, sources)
  const own = withoutRepeats([...pausesOver, ...due]).slice(0, shown)
  const waiting =
    own.length < shown ? await firstCases(tx, actor, { ...nextForAll(actor), sort: 'dueAt', limit: shown - own.length }, now, sources) : []
  const atRisk = await mayBurn(tx, actor, now, sources)
  const lowScores = actor.permissions.has('surveys:read') ? await sources.lowScoresWaiting(tx, actor) : null
  return { counts: { ...(await countsOf(tx, actor, now)), lowScores }, first: withoutRepeats([...own, ...waiting]), atRisk }
}

/** 可能爆发: what was said comes before what is late; each with the signals of its texts. */
async function mayBurn(tx: Tx, actor: Actor, now: Date, sources: Sources): Promise<Workbench['atRisk']> {
  const list = { sort: 'dueAt' as const, limit: riskyShown }
  const burning = await firstCases(tx, actor, { ...list, open: true, burning: true }, now, sources)
  const others = burning.length < riskyShown ? await firstCases(tx, actor, { ...list, atRisk: true }, now, sources) : []
  const rows = withoutRepeats([...burning, ...others]).slice(0, riskyShown)
  const signals = await sources.signalsOf(
    tx,
    actor.tenantId,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, signals: signals.get(row.id) ?? [] }))
}

const withoutRepeats = (rows: CaseRow[]) => [...new Map(rows.map((row) => [row.id, row])).values()]

/** When one's own list is short: what waits for somebody like me. */
function nextForAll(actor: Actor) {
  if (actor.permissions.has('cases:accept')) return { status: ['registered' as const] }
  return { unitId: 'mine' as const, status: ['dispatched' as const, 'handling' as const] }
}

type Counts = Omit<Workbench['counts'], 'lowScores'>
type SharedCounts = Omit<Counts, 'mine'>

/** Each number is the count of the list it opens (filter.ts), so the two always agree. */
async function countsOf(tx: Tx, actor: Actor, now: Date): Promise<Counts> {
  const { mine } = await seenBy(tx, actor)
    .select(countOfAll.as('mine'))
    .where(holderId, '=', actor.userId)
    .where('status', 'in', [...openStatuses])
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow()
  return { mine, ...(await sharedCounts(tx, actor, now)) }
}

// Every open page asks again whenever anything has changed: those who see the same cases share their counts for a moment, except with
// whoever has just changed something.
const keptMs = 1_000
const kept = new Map<string, { at: number; counts: SharedCounts }>()

async function sharedCounts(tx: Tx, actor: Actor, now: Date): Promise<SharedCounts> {
  const scope = `${actor.tenantId} ${seesAll(actor) ? 'all' : actor.unitId}`
  const known = kept.get(scope)
  if (known && performance.now() - known.at < keptMs && known.at > lastWriteAt(actor)) return known.counts
  const at = performance.now()
  const counts = await countShared(tx, actor, now)
  kept.set(scope, { at, counts })
  return counts
}

const countOfAll = sql<number>`count(*)`
const seenBy = (tx: Tx, actor: Actor) =>
  tx.selectFrom('complaint_case').where('tenant_id', '=', actor.tenantId).where('erased_at', 'is', null).where(visibleCases(actor))

async function countShared(tx: Tx, actor: Actor, now: Date): Promise<SharedCounts> {
  const zone = await tenantZone(tx, actor.tenantId)
  const day = dayIn(zone, localDateOf(now, zone))
  const counted = (condition: RawBuilder<unknown>) => sql<number>`count(*) filter (where ${condition})`
  const open = await seenBy(tx, actor)
    .select([
      counted(sql`status = 'registered'`).as('toAccept'),
      counted(sql`due_at >= ${now} and due_at < ${day.end}`).as('dueToday'),
      counted(sql`due_at < ${now} and suspended_at is null`).as('overdue'),
      counted(sql`status = 'returned' and review is null`).as('toReview'),
      counted(sql`status = 'answered'`).as('toFollowUp'),
      counted(sql`awaiting_approvals > 0`).as('toApprove'),
    ])
    .where('status', 'in', [...openStatuses])
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow()
  const registered = await seenBy(tx, actor).select(countOfAll.as('count')).where('received_at', '>=', day.start).executeTakeFirstOrThrow()
  const closed = await seenBy(tx, actor)
    .select(countOfAll.as('count'))
    .where('status', 'in', ['closed', 'archived'])
    .where('closed_at', '>=', day.start)
    .where('updated_at', '>=', day.start)
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow()
  return { ...open, registeredToday: registered.count, closedToday: closed.count }
}
