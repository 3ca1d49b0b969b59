import { type Case, type EventOfMany, recordEvents, systemActor } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { TimerAct, TimerRow } from '../platform/timers.ts'
import { type CaseClocks, countClocksOf, type KeptClock, keepCounted } from './keep-clocks.ts'
import { after, type ClockEvent, isBreachUntold, percentPassed, type ToldClock } from './rules.ts'

/**
 * What happens when a clock's timer comes due. Timers only wake: the clocks are counted anew first, so one that was stopped, paused or
 * moved a moment ago stays silent. All that a case has to tell at this moment is one event of each kind: 临期 `sla.due_soon` with the highest
 * percentage passed, 超时 `sla.breached`.
 */
export const timerActs = (deps: Deps): Record<string, TimerAct> => ({
  'sla.clock': (tx, batch, now) => tellOfClocks(deps, tx, batch, now),
})

async function tellOfClocks(deps: Deps, tx: Tx, batch: TimerRow[], now: Date) {
  const [first] = batch
  const caseIds = [...new Set(batch.map((timer) => timer.about_id).filter((id) => id !== null))]
  if (!first || caseIds.length === 0) return
  const counted = await countClocksOf(tx, first.tenant_id, caseIds)
  const events = counted.map((case_) => ({ ...case_, told: toldAt(case_, now) }))
  const act = { tx, keys: deps.keys, actor: systemActor(first.tenant_id), now }
  // A case takes one event of a statement: those with two go twice.
  for (const nth of [0, 1])
    await recordEvents(
      act,
      events.flatMap(({ told }) => told[nth] ?? []),
    )
  await keepCounted(tx, first.tenant_id, events.map(withTold))
}

/** The events a case's clocks have to tell now, the breach first. */
export function toldAt(
  { complaintCase, clocks, calendars }: Pick<CaseClocks, 'complaintCase' | 'clocks' | 'calendars'>,
  now: Date,
): EventOfMany[] {
  const breached = clocks.filter((clock) => isBreachUntold(clock, now)).map((clock) => toldOf(clock, 100))
  const soon = clocks.flatMap((clock) => {
    if (clock.state !== 'running' || isBreachUntold(clock, now)) return []
    const percent = percentPassed(clock, now, calendars)
    return percent > clock.toldPercent ? [toldOf(clock, percent)] : []
  })
  return [...eventOf(complaintCase, 'sla.breached', breached, now), ...eventOf(complaintCase, 'sla.due_soon', soon, now)]
}

const toldOf = ({ id, regime, step, dueAt }: KeptClock, percent: number): ToldClock => ({
  clockId: id,
  regime,
  step,
  dueAt: dueAt.toISOString(),
  percent,
})

/** One event of a case; who has the case stands in it, for those who make notices of it. */
function eventOf(complaintCase: Case, kind: 'sla.breached' | 'sla.due_soon', told: ToldClock[], at: Date): EventOfMany[] {
  const [first, ...also] = told.sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0))
  if (!first) return []
  const { id: caseId, handler_id: handlerId, unit_id: unitId, agent_id: agentId } = complaintCase
  const who = { ...(handlerId && { handlerId }), ...(unitId && { unitId }), ...(agentId && { agentId }) }
  const facts = { ...first, ...who, ...(also.length > 0 && { also }) }
  return [{ caseId, kind, facts, at, ...(kind === 'sla.breached' && { changes: { breachedAt: new Date(first.dueAt) } }) }]
}

/** The clocks as the events that were just told leave them. */
function withTold({ told, ...counted }: CaseClocks & { told: EventOfMany[] }): CaseClocks {
  const seen = (clock: KeptClock, event: ClockEvent): KeptClock => ({ ...after(clock, event, counted.calendars), id: clock.id })
  return { ...counted, clocks: counted.clocks.map((clock) => told.reduce(seen, clock)) }
}
