import { type Case, type FeedEvent, setDueTimes } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { newId } from '../platform/ids.ts'
import { cancelTimers, type NewTimer, setTimers } from '../platform/timers.ts'
import { calendarBook } from './calendars/book.ts'
import { owedByRules, ruleBook } from './clock-rules/rule-book.ts'
import { type Calendars, owedOfLimits } from './limits.ts'
import { type ProcessVersion, processVersionsOf, versionInForce } from './process-versions.ts'
import { type ClockRow, clockEventsOf, lockClockedCases, type StoredClock, storeClocks, storedClocksOf } from './queries.ts'
import {
  type ClockEvent,
  type CountedClock,
  caseDueAt,
  categoryNamedBeforeDispatch,
  clockEventsSeen,
  countClocks,
  nextMoment,
} from './rules.ts'

export type KeptClock = CountedClock & { id: string }
/** `before`: as stored; `clocks`: as counted now. */
export type CaseClocks = { complaintCase: Case; clocks: KeptClock[]; before: StoredClock[]; calendars: Calendars; versionId: string }
type ChangedClock = { complaintCase: Case; clock: KeptClock; calendars: Calendars }

/** Brings the clocks of the cases in these events up to date; a reader of the feed, safe to run twice. */
export async function keepClocks(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  await keepClocksOf(tx, tenantId, [...new Set(events.map(({ caseId }) => caseId))])
}

/**
 * Counts the clocks of cases anew from all their events and keeps what changed: the rows, their timers, the case's due time.
 * The cases stay locked until the transaction ends.
 */
export async function keepClocksOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<CaseClocks[]> {
  const counted = await countClocksOf(tx, tenantId, caseIds)
  await keepCounted(tx, tenantId, counted)
  return counted
}

/** Locks the cases and counts their clocks; nothing is stored yet. */
export async function countClocksOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<CaseClocks[]> {
  const cases = await lockClockedCases(tx, tenantId, caseIds)
  const ids = cases.map(({ id }) => id)
  if (ids.length === 0) return []
  const events = await clockEventsOf(tx, tenantId, ids)
  const stored = await storedClocksOf(tx, tenantId, ids)
  const versions = await processVersionsOf(tx, tenantId)
  const calendars = await calendarBook(tx, tenantId)
  const rules = await ruleBook(tx, tenantId, calendars.company.zone)
  const owedBy = owedByRules(rules)

  return cases.flatMap((complaintCase) => {
    const before = stored.get(complaintCase.id) ?? []
    const happened = events.get(complaintCase.id) ?? []
    const version = boundVersion(complaintCase, before, happened, versions)
    if (!version) return []
    const counting = { company: calendars.company, unit: calendars.of(complaintCase.unit_id) }
    const limits = owedOfLimits(version.definition.limits, rules.settings.warnPercents)
    const owed = [...limits, ...owedBy(complaintCase.regulator?.authority ?? null)]
    const clocks = countClocks(owed, counting, clockEventsSeen(complaintCase, happened)).map((clock) => {
      const row = before.find(({ regime, step }) => regime === clock.regime && step === clock.step)
      return { ...clock, id: row?.id ?? newId() }
    })
    return [{ complaintCase, clocks, before, calendars: counting, versionId: version.id }]
  })
}

/** Stores of counted clocks what changed. */
export async function keepCounted(tx: Tx, tenantId: string, counted: CaseClocks[]) {
  const dues = counted.map(({ complaintCase, versionId, clocks }) => ({ complaintCase, versionId, dueAt: caseDueAt(clocks) }))
  const changed = counted.flatMap(changesOf)
  await setDueTimes(
    tx,
    tenantId,
    dues.filter(
      ({ complaintCase, versionId, dueAt }) =>
        complaintCase.due_at?.getTime() !== dueAt?.getTime() || complaintCase.process_version_id !== versionId,
    ),
  )
  await storeClocks(tx, changed.map(rowOf))
  await cancelTimers(tx, tenantId, ...changed.map(({ clock }) => clock.id))
  await setTimers(tx, changed.flatMap(timersOf))
}

function changesOf({ complaintCase, clocks, before, calendars }: CaseClocks): ChangedClock[] {
  const isChanged = (clock: KeptClock) => {
    const row = before.find(({ id }) => id === clock.id)
    return !row || differs(row, clock)
  }
  const noLongerOwed = before.filter(
    (row) => row.ended_at === null && !clocks.some(({ regime, step }) => regime === row.regime && step === row.step),
  )
  const cancelledOnes = noLongerOwed.map((row) => cancelled(row, complaintCase.updated_at))
  return [...clocks.filter(isChanged), ...cancelledOnes].map((clock) => ({ complaintCase, clock, calendars }))
}

/** A cycle is bound to the version in force when its clocks started, whatever changes later; what is owed before acceptance binds nothing yet. */
function boundVersion(complaintCase: Case, before: StoredClock[], happened: ClockEvent[], versions: ProcessVersion[]) {
  const start =
    happened.find(({ kind }) => kind === 'case.accepted' || kind === 'case.reopened') ??
    happened.find(({ kind }) => kind === 'complaint.received')
  if (!start) return undefined
  const named = categoryNamedBeforeDispatch(happened)
  if (named !== undefined) return versionInForce(versions, named, start.at)
  const isBound = before.some(({ regime, step }) => regime === 'company' && step !== 'acceptance')
  const bound = isBound ? versions.find(({ id }) => id === complaintCase.process_version_id) : undefined
  return bound ?? versionInForce(versions, complaintCase.category, start.at)
}

/** A clock that is owed no longer: the case's new category does not know it. */
const cancelled = (row: StoredClock, at: Date): KeptClock => ({
  id: row.id,
  regime: row.regime,
  step: row.step,
  limit: null,
  startedAt: row.started_at,
  dueAt: row.due_at ?? at,
  pauses: [],
  extended: null,
  state: row.breached_at ? 'breached' : 'cancelled',
  pausedAt: null,
  pausedSeconds: row.paused_seconds,
  endedAt: at,
  breachedAt: row.breached_at,
  toldPercent: row.told_percent,
  assumed: row.assumed,
})

const differs = (row: StoredClock, clock: CountedClock) =>
  row.state !== clock.state ||
  row.due_at?.getTime() !== clock.dueAt.getTime() ||
  row.ended_at?.getTime() !== clock.endedAt?.getTime() ||
  row.breached_at?.getTime() !== clock.breachedAt?.getTime() ||
  row.told_percent !== clock.toldPercent ||
  // Of an older version, which did not keep it.
  (clock.endedAt === null && row.unit !== (clock.limit?.unit ?? null))

const rowOf = ({ complaintCase, clock }: ChangedClock): ClockRow => ({
  tenant_id: complaintCase.tenant_id,
  id: clock.id,
  case_id: complaintCase.id,
  cycle: complaintCase.cycle,
  ...clockColumns(clock),
})

/** What is stored of a counted clock. */
export const clockColumns = (clock: CountedClock) => ({
  regime: clock.regime,
  step: clock.step,
  started_at: clock.startedAt,
  due_at: clock.dueAt,
  state: clock.state,
  paused_at: clock.pausedAt,
  paused_seconds: clock.pausedSeconds,
  ended_at: clock.endedAt,
  breached_at: clock.breachedAt,
  rule_code: clock.limit?.ruleCode ?? null,
  unit: clock.limit?.unit ?? null,
  amount: clock.limit?.amount ?? null,
  told_percent: clock.toldPercent,
  assumed: clock.assumed,
})

function timersOf({ complaintCase, clock, calendars }: ChangedClock): NewTimer[] {
  const dueAt = nextMoment(clock, calendars)
  return dueAt ? [{ tenantId: complaintCase.tenant_id, kind: 'sla.clock', aboutId: complaintCase.id, subjectId: clock.id, dueAt }] : []
}
