import type { EventKind } from '@zhiwei/contract'

// 泳道: who had a case how long, read from its events. Pure; instants in milliseconds.

export type LaneEvent = { kind: EventKind; at: number; facts: Record<string, unknown> }
/** `callCentre` 客服, `customer` waiting for the customer's word, or a unit's id. */
export type Holder = string
export type Span = { from: number; to: number; isTaken: boolean }
export type Pause = { from: number; to: number }
export type Lane = { holder: Holder; role: 'lead' | 'co'; spans: Span[]; workedMs: number; pausedMs: number }
type Lanes = { from: number; to: number; lanes: Lane[]; pauses: Pause[]; moves: number }

const ends: readonly EventKind[] = ['case.closed', 'case.declined', 'case.withdrawn', 'case.archived']

/** Who had the case how long (泳道图). `isTaken` is false until a unit receipted it; co-handling units stand beside the one that leads. */
export function lanesOf(events: readonly LaneEvent[], now: number): Lanes {
  const held: (Span & { holder: Holder })[] = []
  const asked = new Map<string, Span & { holder: Holder }>()
  const pauses: Pause[] = []
  let lastUnit: string | undefined
  let moves = 0

  const endAsked = (taskId: unknown, at: number) => {
    const span = asked.get(String(taskId))
    if (span && span.to === now) span.to = at
  }
  for (const { kind, at, facts } of events) {
    if (kind === 'case.suspended') pauses.push({ from: at, to: now })
    if (kind === 'case.resumed' || ends.includes(kind)) endPause(pauses, at)
    for (const { taskId, unitId } of tasksIn(facts.tasks)) asked.set(taskId, { holder: unitId, from: at, to: now, isTaken: true })
    if (kind === 'case.taskDone' || kind === 'case.taskExcused' || kind === 'case.taskSentBack') endAsked(facts.taskId, at)
    if (kind === 'case.recalled' && Array.isArray(facts.taskIds)) for (const taskId of facts.taskIds) endAsked(taskId, at)
    const current = held.at(-1)
    if (ends.includes(kind)) {
      if (current?.to === now) current.to = Math.max(at, current.from)
      for (const span of asked.values()) if (span.to === now) span.to = at
      continue
    }
    const next = holderAfter(kind, facts, lastUnit)
    if (!next) continue
    if (next.holder !== 'callCentre' && next.holder !== 'customer') {
      if (isMove(kind) && !(current?.holder === next.holder)) moves += 1
      lastUnit = next.holder
    }
    if (current && current.to === now) current.to = Math.max(at, current.from)
    held.push({ ...next, from: Math.max(at, current?.to ?? at), to: now })
  }
  const from = held[0]?.from ?? now
  const lanes = [...lanesFrom(held, 'lead', pauses), ...lanesFrom([...asked.values()], 'co', pauses)]
  return { from, to: Math.max(...held.map(({ to }) => to), from), lanes, pauses, moves }
}

const isMove = (kind: EventKind) => kind === 'case.dispatched' || kind === 'case.transferred'

const tasksIn = (tasks: unknown) => (Array.isArray(tasks) ? (tasks as { taskId: string; unitId: string }[]) : [])

function holderAfter(
  kind: EventKind,
  facts: LaneEvent['facts'],
  lastUnit: string | undefined,
): { holder: Holder; isTaken: boolean } | undefined {
  const unit = (id: unknown, isTaken: boolean) => (typeof id === 'string' ? { holder: id, isTaken } : undefined)
  const callCentre = { holder: 'callCentre', isTaken: true }
  const backToUnit = unit(lastUnit, true) ?? callCentre
  switch (kind) {
    case 'complaint.received':
    case 'case.sentBack':
    case 'case.recalled':
    case 'case.returned':
    case 'case.confirmed':
      return callCentre
    case 'case.dispatched':
      return unit(facts.unitId, false)
    case 'case.transferred':
      return unit(facts.toUnitId, false)
    case 'case.receipted':
      return unit(facts.unitId ?? lastUnit, true)
    case 'case.answered':
      return { holder: 'customer', isTaken: true }
    case 'case.reviewed':
      return facts.verdict === 'rework' ? backToUnit : undefined
    case 'case.followedUp':
      return facts.verdict === 'notResolved' ? backToUnit : undefined
    case 'case.reopened':
      return backToUnit
    default:
      return undefined
  }
}

function endPause(pauses: Pause[], at: number) {
  const last = pauses.at(-1)
  if (last && last.to > at) last.to = at
}

function lanesFrom(spans: (Span & { holder: Holder })[], role: Lane['role'], pauses: Pause[]): Lane[] {
  const lanes = new Map<Holder, Lane>()
  for (const { holder, ...span } of spans) {
    const lane = lanes.get(holder) ?? { holder, role, spans: [], workedMs: 0, pausedMs: 0 }
    const pausedMs = pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(span.to, pause.to) - Math.max(span.from, pause.from)), 0)
    lane.spans.push(span)
    lane.pausedMs += pausedMs
    lane.workedMs += span.to - span.from - pausedMs
    lanes.set(holder, lane)
  }
  return [...lanes.values()]
}
