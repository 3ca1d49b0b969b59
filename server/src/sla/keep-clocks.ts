import { type Case, type FeedEvent, setCaseFacts } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { newId } from '../platform/ids.ts'
import { cancelTimers, setTimer } from '../platform/timers.ts'
import { type ProcessVersion, processVersionsOf, versionInForce } from './process-versions.ts'
import { clockEventsOf, lockClockedCases, type StoredClock, storeClock, storedClocksOf, zoneOf } from './queries.ts'
import { type ClockEvent, type CountedClock, caseDueAt, countClocks, dueSoonAt } from './rules.ts'

export type KeptClock = CountedClock & { id: string }
export type CaseClocks = { complaintCase: Case; clocks: KeptClock[] }

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
  for (const complaintCase of cases) {
    const before = stored.get(complaintCase.id) ?? []
    const happened = events.get(complaintCase.id) ?? []
    const version = boundVersion(complaintCase, before, happened, versions)
    if (!version) continue
    const counted = countClocks(version.definition.limits, zone, fromReceipt(complaintCase, happened))
    kept.push({ complaintCase, clocks: await keepOne(tx, complaintCase, version, before, counted) })
  }
  return kept
}

/** 待办导入: a complaint that came by import to be handled waited since it was received, not since somebody took it from the pile. */
const fromReceipt = (complaintCase: Case, happened: ClockEvent[]) =>
  complaintCase.import_id === null
    ? happened
    : happened.map((event) => (event.kind === 'case.accepted' ? { ...event, at: complaintCase.received_at } : event))

/** A cycle is bound to the version in force when its clocks started, whatever changes later. */
function boundVersion(complaintCase: Case, before: StoredClock[], happened: ClockEvent[], versions: ProcessVersion[]) {
  const start = happened.find(({ kind }) => kind === 'case.accepted' || kind === 'case.reopened')
  if (!start) return undefined
  const bound = before.length > 0 ? versions.find(({ id }) => id === complaintCase.process_version_id) : undefined
  return bound ?? versionInForce(versions, complaintCase.category, start.at)
}

async function keepOne(
  tx: Tx,
  complaintCase: Case,
  version: ProcessVersion,
  before: StoredClock[],
  counted: CountedClock[],
): Promise<KeptClock[]> {
  const clocks: KeptClock[] = []
  for (const clock of counted) {
    const row = before.find(({ regime, step }) => regime === clock.regime && step === clock.step)
    const keptClock = { ...clock, id: row?.id ?? newId() }
    clocks.push(keptClock)
    if (!row || differs(row, clock)) await keep(tx, complaintCase, keptClock)
  }
  const dueAt = caseDueAt(counted)
  if (complaintCase.due_at?.getTime() !== dueAt?.getTime() || complaintCase.process_version_id !== version.id) {
    await setCaseFacts(tx, complaintCase.tenant_id, complaintCase.id, { due_at: dueAt, process_version_id: version.id })
  }
  return clocks
}

const differs = (row: StoredClock, clock: CountedClock) =>
  row.state !== clock.state ||
  row.due_at?.getTime() !== clock.dueAt.getTime() ||
  row.ended_at?.getTime() !== clock.endedAt?.getTime() ||
  row.breached_at?.getTime() !== clock.breachedAt?.getTime()

async function keep(tx: Tx, complaintCase: Case, clock: KeptClock) {
  const { tenant_id: tenantId, id: caseId, cycle } = complaintCase
  await storeClock(tx, {
    tenant_id: tenantId,
    id: clock.id,
    case_id: caseId,
    cycle,
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
  await cancelTimers(tx, tenantId, clock.id)
  const { dueAt } = clock
  // Done too late before anybody was told: the timer is due already and will tell.
  const doneLateUntold = clock.state === 'breached' && clock.breachedAt === null
  if (clock.state === 'running' || doneLateUntold)
    await setTimer(tx, { tenantId, kind: 'sla.breach', aboutId: caseId, subjectId: clock.id, dueAt })
  if (clock.state === 'running' && !clock.dueSoonTold) {
    await setTimer(tx, { tenantId, kind: 'sla.dueSoon', aboutId: caseId, subjectId: clock.id, dueAt: dueSoonAt(clock) })
  }
}
