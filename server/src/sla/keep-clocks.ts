import { type Case, type FeedEvent, setDueTimes } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { newId } from '../platform/ids.ts'
import { cancelTimers, type NewTimer, setTimers } from '../platform/timers.ts'
import { type ProcessVersion, processVersionsOf, versionInForce } from './process-versions.ts'
import { clockEventsOf, lockClockedCases, type StoredClock, storeClocks, storedClocksOf, zoneOf } from './queries.ts'
import {
  type ClockEvent,
  type CountedClock,
  caseDueAt,
  categoryNamedBeforeDispatch,
  clockEventsSeen,
  countClocks,
  dueSoonAt,
} from './rules.ts'

export type KeptClock = CountedClock & { id: string }
export type CaseClocks = { complaintCase: Case; clocks: KeptClock[] }
type CaseDue = { complaintCase: Case; versionId: string; dueAt: Date | null }
type ChangedClock = { complaintCase: Case; clock: KeptClock }

/** Brings the clocks of the cases in these events up to date; a reader of the feed, safe to run twice. */
export async function keepClocks(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  await keepClocksOf(tx, tenantId, [...new Set(events.map(({ caseId }) => caseId))])
}

/**
 * Counts the clocks of cases anew from all their events and keeps what changed: the rows, their timers, the case's due time.
 * The cases stay locked until the transaction ends.
 */
export async function keepClocksOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<CaseClocks[]> {
  const cases = await lockClockedCases(tx, tenantId, caseIds)
  const ids = cases.map(({ id }) => id)
  if (ids.length === 0) return []
  const events = await clockEventsOf(tx, tenantId, ids)
  const stored = await storedClocksOf(tx, tenantId, ids)
  const versions = await processVersionsOf(tx, tenantId)
  const zone = await zoneOf(tx, tenantId)

  const kept: CaseClocks[] = []
  const changed: ChangedClock[] = []
  const dues: CaseDue[] = []
  for (const complaintCase of cases) {
    const before = stored.get(complaintCase.id) ?? []
    const happened = events.get(complaintCase.id) ?? []
    const version = boundVersion(complaintCase, before, happened, versions)
    if (!version) continue
    const clocks: KeptClock[] = []
    for (const clock of countClocks(version.definition.limits, zone, clockEventsSeen(complaintCase, happened))) {
      const row = before.find(({ regime, step }) => regime === clock.regime && step === clock.step)
      const keptClock = { ...clock, id: row?.id ?? newId() }
      clocks.push(keptClock)
      if (!row || differs(row, clock)) changed.push({ complaintCase, clock: keptClock })
    }
    for (const row of before.filter(isNoLongerOwed(clocks))) {
      const clock = { ...cancelled(row, complaintCase.updated_at), id: row.id }
      changed.push({ complaintCase, clock })
    }
    kept.push({ complaintCase, clocks })
    dues.push({ complaintCase, versionId: version.id, dueAt: caseDueAt(clocks) })
  }
  await setDueTimes(tx, tenantId, dues.filter(isNewDue))
  await storeClocks(tx, changed.map(rowOf))
  await cancelTimers(tx, tenantId, ...changed.map(({ clock }) => clock.id))
  await setTimers(tx, changed.flatMap(timersOf))
  return kept
}

/** A cycle is bound to the version in force when its clocks started, whatever changes later; what is owed before acceptance binds nothing yet. */
function boundVersion(complaintCase: Case, before: StoredClock[], happened: ClockEvent[], versions: ProcessVersion[]) {
  const start =
    happened.find(({ kind }) => kind === 'case.accepted' || kind === 'case.reopened') ??
    happened.find(({ kind }) => kind === 'complaint.received')
  if (!start) return undefined
  const named = categoryNamedBeforeDispatch(happened)
  if (named !== undefined) return versionInForce(versions, named, start.at)
  const isBound = before.some(({ regime, step }) => regime !== 'regulator' && step !== 'acceptance')
  const bound = isBound ? versions.find(({ id }) => id === complaintCase.process_version_id) : undefined
  return bound ?? versionInForce(versions, complaintCase.category, start.at)
}

/** A clock that the case's new category does not know. */
const isNoLongerOwed = (clocks: CountedClock[]) => (row: StoredClock) =>
  row.ended_at === null && !clocks.some(({ regime, step }) => regime === row.regime && step === row.step)

const cancelled = (row: StoredClock, at: Date): CountedClock => ({
  regime: row.regime,
  step: row.step,
  startedAt: row.started_at,
  dueAt: row.due_at ?? at,
  state: row.breached_at ? 'breached' : 'cancelled',
  pausedAt: null,
  pausedSeconds: row.paused_seconds,
  endedAt: at,
  breachedAt: row.breached_at,
  dueSoonTold: true,
})

const isNewDue = ({ complaintCase, versionId, dueAt }: CaseDue) =>
  complaintCase.due_at?.getTime() !== dueAt?.getTime() || complaintCase.process_version_id !== versionId

const differs = (row: StoredClock, clock: CountedClock) =>
  row.state !== clock.state ||
  row.due_at?.getTime() !== clock.dueAt.getTime() ||
  row.ended_at?.getTime() !== clock.endedAt?.getTime() ||
  row.breached_at?.getTime() !== clock.breachedAt?.getTime()

const rowOf = ({ complaintCase, clock }: ChangedClock) => ({
  tenant_id: complaintCase.tenant_id,
  id: clock.id,
  case_id: complaintCase.id,
  cycle: complaintCase.cycle,
  regime: clock.regime,
  step: clock.step,
  started_at: clock.startedAt,
  due_at: clock.dueAt,
  state: clock.state,
  paused_at: clock.pausedAt,
  paused_seconds: clock.pausedSeconds,
  ended_at: clock.endedAt,
  breached_at: clock.breachedAt,
})

function timersOf({ complaintCase, clock }: ChangedClock): NewTimer[] {
  const { state, dueAt, breachedAt, dueSoonTold } = clock
  const watched = { tenantId: complaintCase.tenant_id, aboutId: complaintCase.id, subjectId: clock.id }
  const breach = { ...watched, kind: 'sla.breach', dueAt }
  if (state === 'running') return dueSoonTold ? [breach] : [breach, { ...watched, kind: 'sla.dueSoon', dueAt: dueSoonAt(clock) }]
  // Done too late before anybody was told: the timer is due already and will tell.
  return state === 'breached' && breachedAt === null ? [breach] : []
}
