import type { EventKind } from '@zhiwei/contract'
import { type Case, recordEvent, systemActor } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { TimerAct, TimerRow } from '../platform/timers.ts'
import { type KeptClock, keepClocksOf } from './keep-clocks.ts'
import { dueSoonAt, isBreachUntold } from './rules.ts'

/**
 * What happens when a clock's timer comes due. Timers only wake: the clocks are counted anew first, so one that was stopped, paused or
 * moved a moment ago stays silent.
 */
export const timerActs = (deps: Deps): Record<string, TimerAct> => ({
  /** 临期 */
  'sla.dueSoon': (tx, batch, now) =>
    forEachClock(tx, batch, async (complaintCase, clock) => {
      if (clock.state !== 'running' || clock.dueSoonTold || now < dueSoonAt(clock) || isBreachUntold(clock, now)) return complaintCase
      return tell(deps, tx, complaintCase, clock, 'sla.due_soon', now)
    }),
  /** 超时 */
  'sla.breach': async (tx, batch, now) => {
    const told = new Set<string>()
    await forEachClock(tx, batch, async (complaintCase, clock) => {
      if (!isBreachUntold(clock, now)) return complaintCase
      told.add(complaintCase.id)
      return tell(deps, tx, complaintCase, clock, 'sla.breached', now)
    })
    const [first] = batch
    if (first && told.size > 0) await keepClocksOf(tx, first.tenant_id, [...told])
  },
})

/** @param act answers the case as it is now, for the next clock of the same case */
async function forEachClock(tx: Tx, batch: TimerRow[], act: (complaintCase: Case, clock: KeptClock) => Promise<Case>) {
  const [first] = batch
  const caseIds = [...new Set(batch.map((timer) => timer.about_id).filter((id) => id !== null))]
  if (!first || caseIds.length === 0) return
  const woken = new Set(batch.map((timer) => timer.subject_id))
  for (const { complaintCase, clocks } of await keepClocksOf(tx, first.tenant_id, caseIds)) {
    let now = complaintCase
    for (const clock of clocks) if (woken.has(clock.id)) now = await act(now, clock)
  }
}

function tell(deps: Deps, tx: Tx, complaintCase: Case, clock: KeptClock, kind: EventKind, now: Date): Promise<Case> {
  const act = { tx, keys: deps.keys, actor: systemActor(complaintCase.tenant_id), now }
  const facts = { clockId: clock.id, regime: clock.regime, step: clock.step, dueAt: clock.dueAt.toISOString() }
  const changes = kind === 'sla.breached' ? { breached_at: complaintCase.breached_at ?? clock.dueAt } : {}
  return recordEvent(act, complaintCase, { kind, facts }, changes)
}
