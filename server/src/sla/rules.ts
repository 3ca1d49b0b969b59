import type { EventKind, SuspendCause } from '@zhiwei/contract'
import type { Pause } from './calendar/index.ts'
import { type ClockSetting, dueOf, momentOf } from './clock-time.ts'
import { type Calendars, limitSteps, type Owed } from './limits.ts'

// 时限: what the clocks of a case stand at, from its events alone. Pure: no database, no clock. Source: docs/rules/clocks.md

export type { Limit, ProcessDefinition } from './limits.ts'

export type ClockState = 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
export type CountedClock = ClockSetting & {
  regime: string
  step: string
  state: ClockState
  pausedAt: Date | null
  /** By how much of its own time ended pauses stopped it. */
  pausedSeconds: number
  endedAt: Date | null
  /** The instant the limit passed, once the breach was told. */
  breachedAt: Date | null
  /** The highest percentage told. */
  toldPercent: number
  assumed: boolean
}
/** `from`: what the event starts counts from this instant and not from its own. */
export type ClockEvent = { kind: EventKind; at: Date; facts: Record<string, unknown>; from?: Date }
/** One warning or breach as an event tells it; one of a case may tell of several clocks. */
export type ToldClock = { clockId: string; regime: string; step: string; dueAt: string; percent: number }

const cancelsClocks: readonly EventKind[] = ['case.declined', 'case.withdrawn', 'case.closed', 'case.merged', 'case.erased']
// Events of an older version told that a quarter of the time was left.
const percentOfOldWarnings = 75

/** Every kind of event that can change a clock. */
export const clockEvents: EventKind[] = [
  ...new Set<EventKind>([
    'complaint.received',
    'case.accepted',
    'case.reopened',
    ...cancelsClocks,
    ...Object.values(limitSteps).flatMap(({ startsOn, endsOn }) => [...startsOn, ...endsOn]),
    'case.suspended',
    'case.resumed',
    'case.extended',
    'case.followedUp',
    'case.split',
    'case.classified',
    'case.dispatched',
    'case.sentBack',
    'case.transferred',
    'sla.breached',
    'sla.due_soon',
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

/**
 * The clocks of one cycle of a case as its events left them. The same events always give the same clocks, so it may be asked any time.
 * @param owed what may be owed on the case  @param events of the cycle, in their order
 */
export function countClocks(owed: readonly Owed[], calendars: Calendars, events: ClockEvent[]): CountedClock[] {
  let clocks: CountedClock[] = []
  let suspension: Suspension | null = null
  for (const event of withoutUndoneMerges(events)) {
    if (event.kind === 'case.suspended') suspension = { cause: causeOf(event), at: event.at }
    if (event.kind === 'case.resumed') suspension = null
    const started = owed.filter((limit) => startsHere(limit, event)).map((limit) => startOf(limit, event, suspension, calendars))
    if (isNotResolved(event)) clocks = clocks.map((clock) => answerAnew(clock, event, suspension, calendars))
    else clocks = clocks.map((clock) => after(clock, event, calendars))
    if (event.kind === 'complaint.received') clocks.push(...regulatorsClock(event))
    for (const clock of started) clocks = withStarted(clocks, clock)
  }
  return clocks
}

type Suspension = { cause: SuspendCause; at: Date }
const causeOf = ({ facts }: ClockEvent) => (typeof facts.cause === 'string' ? facts.cause : 'other') as SuspendCause
const stops = ({ suspendedBy }: Owed, cause: SuspendCause) => suspendedBy === 'all' || suspendedBy.includes(cause)

function startsHere({ startsOn, from, until }: Owed, event: ClockEvent): boolean {
  const at = event.from ?? event.at
  return startsOn.includes(event.kind) && (from === null || from <= at) && (until === null || at < until)
}

/** What is owed again after it was done (a second dispatch) takes the place of the clock that ended; an earlier breach stays on record. */
function withStarted(clocks: CountedClock[], started: CountedClock): CountedClock[] {
  const at = clocks.findIndex(({ regime, step }) => regime === started.regime && step === started.step)
  const before = clocks[at]
  if (!before) return [...clocks, started]
  return before.endedAt === null ? clocks : clocks.with(at, { ...started, breachedAt: before.breachedAt })
}

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
  return [{ ...newClock('regulator', 'answer', null, from ?? at), dueAt: new Date(facts.regulatorDueAt) }]
}

/** 工单到期: the earliest limit that is still owed; null while suspended or when nothing is owed. */
export function caseDueAt(clocks: CountedClock[]): Date | null {
  const owed = clocks.filter(({ state, endedAt }) => endedAt === null && (state === 'running' || state === 'breached'))
  return owed.reduce<Date | null>((earliest, { dueAt }) => (earliest === null || dueAt < earliest ? dueAt : earliest), null)
}

/** Has the limit passed without anybody having been told? Also when the duty was done since, but too late. */
export const isBreachUntold = ({ state, dueAt, endedAt, breachedAt }: CountedClock, now: Date) =>
  (state === 'running' && dueAt <= now) || (state === 'breached' && breachedAt === null && dueAt < (endedAt ?? now))

const usualPercents = [75]
const percentsOf = ({ limit }: CountedClock) => (limit?.warnPercents ?? usualPercents).filter((percent) => percent < 100)

/** 预警: the highest percentage of its time that has passed and is to be told; 0: none. */
export const percentPassed = (clock: CountedClock, now: Date, calendars: Calendars): number =>
  percentsOf(clock)
    .filter((percent) => momentOf(clock, percent, calendars) <= now)
    .reduce((highest, percent) => Math.max(highest, percent), 0)

/** When a clock next has something to tell; null: nothing more. */
export function nextMoment(clock: CountedClock, calendars: Calendars): Date | null {
  // Done too late before anybody was told: it is due already and will be told.
  if (clock.state === 'breached' && clock.breachedAt === null) return clock.dueAt
  if (clock.state !== 'running') return null
  const next = Math.min(100, ...percentsOf(clock).filter((percent) => percent > clock.toldPercent))
  return momentOf(clock, next, calendars)
}

function startOf(limit: Owed, event: ClockEvent, suspension: Suspension | null, calendars: Calendars): CountedClock {
  const at = event.from ?? event.at
  const clock = recounted(newClock(limit.regime, limit.step, limit, at), calendars)
  return suspension && stops(limit, suspension.cause) ? paused(clock, at) : clock
}

const newClock = (regime: string, step: string, limit: Owed | null, at: Date): CountedClock => ({
  regime,
  step,
  limit,
  startedAt: at,
  dueAt: at,
  pauses: [],
  extended: null,
  state: 'running',
  pausedAt: null,
  pausedSeconds: 0,
  endedAt: null,
  breachedAt: null,
  toldPercent: 0,
  assumed: false,
})

const recounted = (clock: CountedClock, calendars: Calendars): CountedClock => ({ ...clock, ...dueOf(clock, calendars) })

/** What a clock stands at after an event that does not start it. */
export function after(clock: CountedClock, event: ClockEvent, calendars: Calendars): CountedClock {
  const { kind, at, facts } = event
  const told = kind === 'sla.breached' || kind === 'sla.due_soon' ? toldOf(clock, facts) : undefined
  if (kind === 'sla.breached') return told ? breach(clock, new Date(told.dueAt)) : clock
  if (clock.endedAt) return clock
  if (told) return { ...clock, toldPercent: Math.max(clock.toldPercent, told.percent ?? percentOfOldWarnings) }
  if (kind === 'case.suspended') return suspend(clock, causeOf(event), at)
  if (kind === 'case.resumed') return resume(clock, at, calendars)
  if (kind === 'case.extended') return isOf(clock, facts) ? extend(clock, at, new Date(String(facts.dueAt)), calendars) : clock
  const endsOn = clock.limit?.endsOn ?? limitSteps.answer.endsOn
  // Nobody was reached: the call is still owed.
  if (kind === 'case.followedUp' && facts.verdict === 'unreached') return clock
  if ((endsOn as readonly EventKind[]).includes(kind)) return end(clock, at, 'met')
  if (cancelsClocks.includes(kind) && !takesIn(event)) return end(clock, at, 'cancelled')
  return clock
}

const isNotResolved = ({ kind, facts }: ClockEvent) => kind === 'case.followedUp' && facts.verdict === 'notResolved'

/** The customer says it is not solved: the company owes an answer again, in the same time from now; an earlier breach stays on record. */
function answerAnew(clock: CountedClock, event: ClockEvent, suspension: Suspension | null, calendars: Calendars): CountedClock {
  const { limit, regime, step } = clock
  if (!limit || regime !== 'company' || step !== 'answer') return after(clock, event, calendars)
  return { ...startOf(limit, event, suspension, calendars), breachedAt: clock.breachedAt }
}

type OneOf = { regime?: unknown; step?: unknown }
const isOf = ({ regime, step }: CountedClock, told: OneOf) => told.regime === regime && told.step === step
/** What an event tells of this clock: of its first one, or of another of the same moment. */
function toldOf(clock: CountedClock, facts: ClockEvent['facts']): ToldClock | undefined {
  const others = Array.isArray(facts.also) ? (facts.also as ToldClock[]) : []
  return [facts as unknown as ToldClock, ...others].find((told) => isOf(clock, told))
}

const breach = (clock: CountedClock, dueAt: Date): CountedClock => ({
  ...clock,
  state: 'breached',
  breachedAt: clock.breachedAt ?? dueAt,
  toldPercent: 100,
})

/** No regulator waits because the company does, and what is over is over. */
function suspend(clock: CountedClock, cause: SuspendCause, at: Date): CountedClock {
  const isStopped = clock.limit !== null && stops(clock.limit, cause) && clock.state === 'running' && at <= clock.dueAt
  return isStopped ? paused(clock, at) : clock
}

const paused = (clock: CountedClock, at: Date): CountedClock => ({
  ...clock,
  state: 'paused',
  pausedAt: at,
  pauses: [...clock.pauses, { from: at, to: null }],
})

function resume(clock: CountedClock, at: Date, calendars: Calendars): CountedClock {
  if (clock.state !== 'paused') return clock
  const pauses = clock.pauses.map((pause): Pause => (pause.to === null ? { from: pause.from, to: at } : pause))
  return recounted({ ...clock, state: 'running', pausedAt: null, pauses }, calendars)
}

/** An extension after the breach gives a new time to answer for; the breach stays on record. What of the new time has passed already is not told. */
function extend(clock: CountedClock, at: Date, to: Date, calendars: Calendars): CountedClock {
  const extended = recounted({ ...clock, extended: { at, to }, state: clock.state === 'paused' ? 'paused' : 'running' }, calendars)
  return { ...extended, toldPercent: percentPassed(extended, at, calendars) }
}

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
