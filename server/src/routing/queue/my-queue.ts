import type { MyQueue, QueueRow, RoutingRules } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type CaseListSources, openStatuses, rowsOfCases } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { laneOf, orderFor, type PersonFacts, placeOf, waitedMinutes } from './choose.ts'
import { deskOf, peopleAtDesks } from './desks.ts'
import { holdingsOf } from './holding.ts'
import { rulesInForce } from './rules-in-force.ts'
import { sayerOf } from './say.ts'
import { groupsInUse } from './skill-groups.ts'
import { type Pool, poolOf, type RoutedCase, routedCases, type SignalsOf, waitingIds } from './waiting.ts'

/** What the queue asks of others; wired in app.ts. */
export type QueueSources = { cases: CaseListSources; signalsOf: SignalsOf }

const shownWaiting = 50
const shownMine = 100

/** 我的队列: what I have, in the order of doing, and what waits for somebody like me, with what comes next and why. */
export async function myQueue(tx: Tx, actor: Actor, now: Date, sources: QueueSources): Promise<MyQueue> {
  const rules = await rulesInForce(tx, actor.tenantId, now)
  const ordered = await orderedFor(tx, actor, poolOf(actor), rules, now, sources)
  const shown = ordered.waiting.slice(0, shownWaiting)
  return {
    desk: deskOf(ordered.me),
    next: ordered.waiting.find(({ objections }) => objections.length === 0)?.routed.row.id ?? null,
    waiting: await queueRows(tx, actor, shown, rules, now, sources),
    waitingCount: ordered.waiting.length,
    mine: await mine(tx, actor, rules, now, sources),
  }
}

type Ordered = { routed: RoutedCase } & Pick<ReturnType<typeof orderFor>[number], 'reasons' | 'objections'>

/** What waits, in its order, with what keeps each from the person. */
export async function orderedFor(tx: Tx, actor: Actor, pool: Pool, rules: RoutingRules, now: Date, { signalsOf }: QueueSources) {
  const { tenantId } = actor
  const userId = actor.userId ?? ''
  const routed = await routedCases(tx, tenantId, await waitingIds(tx, actor, pool, rules), signalsOf)
  const keepers = routed
    .flatMap(({ facts }) => (facts.named ? [facts.named.handlerId, facts.named.deputyId] : []))
    .filter((id) => id !== null)
  const people = await peopleAtDesks(tx, tenantId, [...new Set([userId, ...keepers])].filter(Boolean), rules, now)
  const me = people.find(({ id }) => id === userId) ?? nobody(rules)
  const byId = new Map(routed.map((one) => [one.facts.id, one]))
  const facts = routed.map((one) => one.facts)
  const waiting = orderFor(me, facts, { people, groups: await groupsInUse(tx, tenantId), rules, now }).flatMap((one): Ordered[] => {
    const found = byId.get(one.facts.id)
    return found ? [{ routed: found, reasons: one.reasons, objections: one.objections }] : []
  })
  return { me, waiting }
}

/** An API token or the system looks: it has no desk. */
const nobody = ({ openLimit }: RoutingRules) => ({
  ...({
    id: '00000000-0000-0000-0000-000000000000',
    presence: 'away',
    open: 0,
    limit: openLimit,
    heavyInARow: 0,
    lastTurnAt: null,
  } satisfies PersonFacts),
  presenceAt: null,
  ownLimit: null,
  overdue: 0,
  dueSoon: 0,
  heavy: 0,
  today: 0,
})

/** Waiting cases as people see them. */
export async function queueRows(
  tx: Tx,
  actor: Actor,
  ordered: Ordered[],
  rules: RoutingRules,
  now: Date,
  sources: QueueSources,
): Promise<QueueRow[]> {
  const { tenantId } = actor
  const rows = await rowsOfCases(
    tx,
    tenantId,
    ordered.map(({ routed }) => routed.row),
    now,
    sources.cases,
  )
  const say = await sayerOf(
    tx,
    tenantId,
    ordered.flatMap(({ reasons, objections }) => [...reasons, ...objections]),
  )
  return rows.flatMap((row, at) => {
    const one = ordered[at]
    if (!one) return []
    const { facts } = one.routed
    const { lane } = laneOf(facts, rules)
    const waited = waitedMinutes(facts, now)
    return [
      {
        ...row,
        lane,
        waitingSince: facts.waitingSince.toISOString(),
        waitedMinutes: waited,
        waitsTooLong: waited > rules.waitMinutes[lane],
        reasons: say(one.reasons),
        objections: say(one.objections),
      },
    ]
  })
}

async function mine(tx: Tx, actor: Actor, rules: RoutingRules, now: Date, sources: QueueSources): Promise<MyQueue['mine']> {
  const { tenantId, userId } = actor
  if (!userId) return []
  const { rows: ids } = await sql<{ id: string }>`
    select id from complaint_case
    where tenant_id = ${tenantId} and case when handler_id is null then agent_id else handler_id end = ${userId}
      and status = any(${[...openStatuses]}) and merged_into is null and erased_at is null
    order by due_at, id limit ${shownMine}`.execute(tx)
  const routed = await routedCases(
    tx,
    tenantId,
    ids.map(({ id }) => id),
    sources.signalsOf,
  )
  // What is suspended waits for somebody else.
  const inOrder = routed.toSorted(
    (one, other) =>
      Number(one.row.suspended_at !== null) - Number(other.row.suspended_at !== null) ||
      placeOf(one.facts, rules) - placeOf(other.facts, rules),
  )
  const cases = inOrder.map(({ row }) => row)
  const holdings = await holdingsOf(tx, tenantId, cases, (some) => personNamesOf(tx, tenantId, some))
  const say = await sayerOf(
    tx,
    tenantId,
    [...holdings.values()].flatMap(({ reasons }) => reasons),
  )
  const rows = await rowsOfCases(tx, tenantId, cases, now, sources.cases)
  return rows.flatMap((row, at) => {
    const one = inOrder[at]
    const holding = holdings.get(row.id)
    return one
      ? [{ ...row, lane: laneOf(one.facts, rules).lane, holding: holding ? { ...holding, reasons: say(holding.reasons) } : null }]
      : []
  })
}
