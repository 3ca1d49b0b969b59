import type { EventKind } from '@zhiwei/contract'
import { localDateOf, startOfDay } from '../platform/zones.ts'

// 时限: what the clocks of a case stand at, from its events alone. Pure: no database, no clock. Source: docs/rules/clocks.md

export type LimitUnit = 'calendarHour' | 'calendarDay'
export type Limit = { regime: string; step: string; amount: number; unit: LimitUnit }
/** What a process version says; an administrator's data, with an effective date. */
export type ProcessDefinition = { limits: Limit[] }

export type ClockState = 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
export type CountedClock = {
  regime: string
  step: string
  startedAt: Date
  dueAt: Date
  state: ClockState
  pausedAt: Date | null
  pausedSeconds: number
  endedAt: Date | null
  /** The instant the limit passed, once the breach was told. */
  breachedAt: Date | null
  dueSoonTold: boolean
}
/** `from`: what the event starts counts from this instant and not from its own. */
export type ClockEvent = { kind: EventKind; at: Date; facts: Record<string, unknown>; from?: Date }

const startsClocks: readonly EventKind[] = ['case.accepted', 'case.reopened']
const cancelsClocks: readonly EventKind[] = ['case.declined', 'case.withdrawn', 'case.closed', 'case.merged', 'case.erased']
/** What each step waits for. */
const metBy: Record<string, readonly EventKind[]> = {
  acceptance: ['case.accepted', 'case.declined', 'case.withdrawn'],
  answer: ['case.answered'],
  firstContact: ['case.messageSent', 'case.answered'],
}

/** Every kind of event that can change a clock. */
export const clockEvents: EventKind[] = [
  ...new Set([
    'complaint.received' as const,
    ...startsClocks,
    ...cancelsClocks,
    ...Object.values(metBy).flat(),
    'case.suspended' as const,
    'case.resumed' as const,
    'case.extended' as const,
    'case.followedUp' as const,
    'case.split' as const,
    'case.classified' as const,
    'case.dispatched' as const,
    'case.sentBack' as const,
    'sla.breached' as const,
    'sla.due_soon' as const,
  ]),
]

/**
 * 改分类: the category a person named between acceptance and dispatch (also after the unit sent the case back); undefined when none was.
 * Another category may owe other times, which then count from acceptance; once a unit has the case its time stays.
 */
export function categoryNamedBeforeDispatch(events: ClockEvent[]): string | undefined {
  let isDispatched = false
  let isAccepted = false
  let named: string | undefined
  for (const { kind, facts } of events) {
    if (kind === 'case.accepted') isAccepted = true
    if (kind === 'case.dispatched') isDispatched = true
    if (kind === 'case.sentBack') isDispatched = false
    const category = kind === 'case.classified' ? (facts.to as { category?: unknown } | undefined)?.category : undefined
    if (isAccepted && !isDispatched && typeof category === 'string') named = category
  }
  return named
}

const hourMs = 3_600_000

/**
 * 到期: hours run from the start; days are counted from the day after it and end with the last second of the last one, in the tenant's zone.
 * Source: Civil Code (民法典) Art. 201, 203; docs/rules/clocks.md
 */
export function dueAfter(start: Date, { amount, unit }: Pick<Limit, 'amount' | 'unit'>, zone: string): Date {
  if (unit === 'calendarHour') return new Date(start.getTime() + amount * hourMs)
  const { year, month, day } = localDateOf(start, zone)
  return new Date(startOfDay({ year, month, day: day + amount + 1 }, zone).getTime() - 1_000)
}

/** 临期: when a quarter of the time there was is left. */
export function dueSoonAt({ startedAt, dueAt, pausedSeconds }: Pick<CountedClock, 'startedAt' | 'dueAt' | 'pausedSeconds'>): Date {
  const wholeMs = dueAt.getTime() - startedAt.getTime() - pausedSeconds * 1_000
  return new Date(dueAt.getTime() - wholeMs / 4)
}

/**
 * The clocks of one cycle of a case as its events left them. The same events always give the same clocks, so it may be asked any time.
 * @param events of the cycle, in their order  @param zone IANA name
 */
export function countClocks(limits: Limit[], zone: string, events: ClockEvent[]): CountedClock[] {
  let clocks: CountedClock[] = []
  let suspended = false
  for (const event of withoutUndoneMerges(events)) {
    if (event.kind === 'case.suspended') suspended = true
    if (event.kind === 'case.resumed') suspended = false
    const begin = (limit: Limit) => startOf(limit, event.from ?? event.at, zone, suspended)
    if (event.kind === 'complaint.received') clocks = [...limits.filter(isOfReceipt).map(begin), ...regulatorsClock(event)]
    else if (startsClocks.includes(event.kind))
      clocks = [...clocks.map((clock) => after(clock, event)), ...limits.filter((limit) => !isOfReceipt(limit)).map(begin)]
    else if (isNotResolved(event)) clocks = clocks.map((clock) => answerAnew(clock, limits, begin))
    else clocks = clocks.map((clock) => after(clock, event))
  }
  return clocks
}

const isOfReceipt = ({ step }: Limit) => step === 'acceptance'

/** What a case's events tell its clocks: the complaint waited since it was received, and a regulator may have set a time of its own. */
export function clockEventsSeen(
  { received_at, import_id, regulator }: { received_at: Date; import_id: string | null; regulator: { dueAt?: string } | null },
  events: ClockEvent[],
): ClockEvent[] {
  return events.map((event) => {
    if (event.kind === 'complaint.received')
      return { ...event, from: received_at, facts: regulator?.dueAt ? { regulatorDueAt: regulator.dueAt } : {} }
    // 待办导入: what came by import to be handled waited since it was received, not since somebody took it from the pile.
    return event.kind === 'case.accepted' && import_id !== null ? { ...event, from: received_at } : event
  })
}

/** 监管时限: the regulator's own instant, whatever the company's limits are. */
function regulatorsClock({ from, at, facts }: ClockEvent): CountedClock[] {
  if (typeof facts.regulatorDueAt !== 'string') return []
  return [{ ...newClock('regulator', 'answer', from ?? at), dueAt: new Date(facts.regulatorDueAt) }]
}

/** 工单到期: the earliest limit that is still owed; null while suspended or when nothing is owed. */
export function caseDueAt(clocks: CountedClock[]): Date | null {
  const owed = clocks.filter(({ state, endedAt }) => endedAt === null && (state === 'running' || state === 'breached'))
  return owed.reduce<Date | null>((earliest, { dueAt }) => (earliest === null || dueAt < earliest ? dueAt : earliest), null)
}

/** Has the limit passed without anybody having been told? Also when the duty was done since, but too late. */
export const isBreachUntold = ({ state, dueAt, endedAt, breachedAt }: CountedClock, now: Date) =>
  (state === 'running' && dueAt <= now) || (state === 'breached' && breachedAt === null && dueAt < (endedAt ?? now))

const startOf = (limit: Limit, at: Date, zone: string, suspended: boolean): CountedClock => ({
  ...newClock(limit.regime, limit.step, at),
  dueAt: dueAfter(at, limit, zone),
  ...(suspended && { state: 'paused', pausedAt: at }),
})

const newClock = (regime: string, step: string, at: Date): CountedClock => ({
  regime,
  step,
  startedAt: at,
  dueAt: at,
  state: 'running',
  pausedAt: null,
  pausedSeconds: 0,
  endedAt: null,
  breachedAt: null,
  dueSoonTold: false,
})

function after(clock: CountedClock, event: ClockEvent): CountedClock {
  const { kind, at, facts } = event
  if (kind === 'sla.breached') return isOf(clock, facts) ? breach(clock, new Date(String(facts.dueAt))) : clock
  if (clock.endedAt) return clock
  if (kind === 'sla.due_soon') return isOf(clock, facts) ? { ...clock, dueSoonTold: true } : clock
  // No regulator waits because the company does.
  if (kind === 'case.suspended' && clock.regime === 'regulator') return clock
  if (kind === 'case.suspended') return clock.state === 'running' && at <= clock.dueAt ? { ...clock, state: 'paused', pausedAt: at } : clock
  if (kind === 'case.resumed') return resume(clock, at)
  if (kind === 'case.extended') return isOf(clock, facts) ? extend(clock, new Date(String(facts.dueAt))) : clock
  if (metBy[clock.step]?.includes(kind)) return end(clock, at, 'met')
  if (cancelsClocks.includes(kind) && !takesIn(event)) return end(clock, at, 'cancelled')
  return clock
}

const isNotResolved = ({ kind, facts }: ClockEvent) => kind === 'case.followedUp' && facts.verdict === 'notResolved'

/** The customer says it is not solved: an answer is owed again, in the same time from now; an earlier breach stays on record. */
function answerAnew(clock: CountedClock, limits: Limit[], begin: (limit: Limit) => CountedClock): CountedClock {
  const limit = limits.find(({ regime, step }) => step === 'answer' && step === clock.step && regime === clock.regime)
  return limit ? { ...begin(limit), breachedAt: clock.breachedAt } : clock
}

const isOf = ({ regime, step }: CountedClock, facts: ClockEvent['facts']) => facts.regime === regime && facts.step === step

const breach = (clock: CountedClock, dueAt: Date): CountedClock => ({ ...clock, state: 'breached', breachedAt: clock.breachedAt ?? dueAt })

function resume(clock: CountedClock, at: Date): CountedClock {
  if (clock.state !== 'paused' || !clock.pausedAt) return clock
  const pausedMs = at.getTime() - clock.pausedAt.getTime()
  return {
    ...clock,
    state: 'running',
    pausedAt: null,
    pausedSeconds: clock.pausedSeconds + Math.round(pausedMs / 1_000),
    dueAt: new Date(clock.dueAt.getTime() + pausedMs),
  }
}

/** An extension after the breach gives a new time to answer for; the breach stays on record. */
const extend = (clock: CountedClock, dueAt: Date): CountedClock => ({
  ...clock,
  dueAt,
  state: clock.state === 'paused' ? 'paused' : 'running',
  dueSoonTold: false,
})

function end(clock: CountedClock, at: Date, state: 'met' | 'cancelled'): CountedClock {
  const late = clock.state !== 'paused' && at > clock.dueAt
  return { ...clock, state: late || clock.breachedAt ? 'breached' : state, pausedAt: null, endedAt: at }
}

/** The event of a merge stands on both cases; this one only takes the other one in. */
const takesIn = ({ kind, facts }: ClockEvent) => kind === 'case.merged' && facts.intoId === undefined

/** A case taken out again counts as if it had never been merged: its customer waited all the time. */
function withoutUndoneMerges(events: ClockEvent[]): ClockEvent[] {
  const lastSplit = events.findLastIndex(({ kind, facts }) => kind === 'case.split' && facts.fromId !== undefined)
  return events.filter((event, index) => event.kind !== 'case.merged' || takesIn(event) || index > lastSplit)
}
