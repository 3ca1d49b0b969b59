import { newId } from '../../platform/ids.ts'
import { type CountedClock, caseDueAt, clockEvents, clockEventsSeen, countClocks, dueSoonAt } from '../../sla/index.ts'
import { type Draft, record, type Told, type Writer } from './draft.ts'

const clockKinds: ReadonlySet<string> = new Set(clockEvents)
const keyOf = ({ regime, step }: Pick<CountedClock, 'regime' | 'step'>) => `${regime} ${step}`

/** Counts the clocks anew after an event that concerns them, as the reaction to it would. */
export function keepClocks(writer: Writer, draft: Draft, at: Date, { kind, facts = {} }: Told) {
  if (!clockKinds.has(kind)) return
  const starts = kind === 'complaint.received' || kind === 'case.reopened'
  if (!starts && draft.clockEvents.length === 0) return
  draft.clockEvents.push({ kind, at, facts })
  draft.clocks = countClocks(writer.process.definition.limits, writer.zone, clockEventsSeen(draft.case, draft.clockEvents))
  draft.case.due_at = caseDueAt(draft.clocks)
  draft.case.process_version_id = writer.process.id
}

/** 临期、超时: lets the clocks tell what came due until then, each at its own time. */
export function tellUntil(writer: Writer, draft: Draft, until: Date) {
  for (let next = nextTold(draft); next && next.at <= until; next = nextTold(draft)) {
    const { clock, kind, at } = next
    const { regime, step, dueAt } = clock
    const told = { kind, facts: { clockId: clockIdOf(draft, clock), regime, step, dueAt: dueAt.toISOString() } }
    record(
      writer,
      draft,
      { by: writer.cast.nobody, at },
      told,
      kind === 'sla.breached' ? { breached_at: draft.case.breached_at ?? dueAt } : {},
    )
    keepClocks(writer, draft, at, told)
  }
}

function nextTold({ clocks, case: { updated_at: lastEventAt } }: Draft) {
  // After an extension the time to warn may lie before it: then it is now.
  const notBefore = (at: Date) => (at < lastEventAt ? lastEventAt : at)
  return clocks
    .filter(({ state, endedAt }) => state === 'running' && endedAt === null)
    .map((clock) => {
      const soon = dueSoonAt(clock)
      return clock.dueSoonTold || soon >= clock.dueAt
        ? { clock, kind: 'sla.breached' as const, at: notBefore(clock.dueAt) }
        : { clock, kind: 'sla.due_soon' as const, at: notBefore(soon) }
    })
    .sort((one, other) => one.at.getTime() - other.at.getTime())[0]
}

function clockIdOf({ clockIds }: Draft, clock: CountedClock): string {
  const id = clockIds.get(keyOf(clock)) ?? newId()
  clockIds.set(keyOf(clock), id)
  return id
}

/** The rows of a cycle's clocks as they were left, and the timers of those that run on. */
export function writeClocks(writer: Writer, draft: Draft) {
  const { tenantId, ledger, timers } = writer
  const { id: caseId, cycle } = draft.case
  for (const clock of draft.clocks) {
    const id = clockIdOf(draft, clock)
    const { regime, step, startedAt, dueAt, state, pausedAt, pausedSeconds, endedAt, breachedAt, dueSoonTold } = clock
    ledger.rows.case_clock.push({
      tenant_id: tenantId,
      id,
      case_id: caseId,
      cycle,
      regime,
      step,
      started_at: startedAt,
      due_at: dueAt,
      state,
      paused_at: pausedAt,
      paused_seconds: pausedSeconds,
      ended_at: endedAt,
      breached_at: breachedAt,
    })
    if (state !== 'running') continue
    timers.push({ tenantId, kind: 'sla.breach', aboutId: caseId, subjectId: id, dueAt })
    if (!dueSoonTold) timers.push({ tenantId, kind: 'sla.dueSoon', aboutId: caseId, subjectId: id, dueAt: dueSoonAt(clock) })
  }
  draft.clockEvents = []
  draft.clocks = []
  draft.clockIds = new Map()
}
