import type { Channel, EventKind, Finding, Severity, Status } from '@zhiwei/contract'
import { isOpen } from '../../cases/index.ts'
import type { CycleFactTable } from '../tables.ts'
import { type CostBook, costOf } from './cost-of.ts'

// What one cycle of a case came to, from its events alone. Pure: no database, no clock. Source: docs/rules/measures.md

export type FactEvent = { no: number; kind: EventKind; cycle: number; at: Date; facts: Record<string, unknown>; by_id: string | null }
/** The case as it stands: what no event tells of it. */
export type FactCase = {
  tenant_id: string
  id: string
  cycle: number
  origin: 'live' | 'history'
  channel: Channel
  category: string | null
  product: string | null
  node: string | null
  region: string | null
  severity: Severity | null
  customer_id: string | null
  agent_id: string | null
  process_version_id: string | null
  received_at: Date
  closed_at: Date | null
  status: Status
  merged_into: string | null
  amount_fen: number | null
  regulator: unknown
}
export type FactClock = { cycle: number; step: string; due_at: Date | null; state: string; ended_at: Date | null; breached_at: Date | null }
/** What the customer was asked and said of a cycle. */
export type Heard = { cycle: number; asked_at: Date | null; satisfaction: number | null }
/** Another complaint that was named as the same matter of the same customer. */
export type CameAgain = { at: Date }

export type History = {
  complaintCase: FactCase
  events: readonly FactEvent[]
  clocks: readonly FactClock[]
  heard: readonly Heard[]
  cameAgain: readonly CameAgain[]
  /** Did the customer complain of the same matter within thirty days before? */
  repeats: boolean
  /** What the customer did later, by its instant. */
  outcomes: readonly { at: Date; stayed: boolean }[]
  costs: CostBook
  /** Working minutes of the company between two instants. */
  workingMinutes: (from: Date, to: Date) => number
}

const secondMs = 1_000
/** 一次解决: within which the customer does not come again. Source: rules of the domain §5, practice 7–14 days */
export const againWithinDays = 7
/** 重复投诉: so many days back. Source: rules of the domain §5 */
export const repeatsWithinDays = 30
/** So long after the closing it counts what the customer does. */
export const followedDays = 365
/** From here on a customer is satisfied, of five. */
export const satisfiedFrom = 4
/** Up to here a score is low (低分). */
export const lowUpTo = 2
/** 越级: gone outside. */
const outsideStage = 5

const contacts: readonly EventKind[] = ['case.messageSent', 'case.answered', 'case.declined']
const dispatching: readonly EventKind[] = ['case.dispatched', 'case.transferred']
const movesBack: readonly EventKind[] = ['case.sentBack', 'case.recalled']
const sends: readonly EventKind[] = ['case.dispatched', 'case.transferred', 'case.sentBack']
/** 派单台: who sends a case to its first unit, and gets back what a unit sends back. */
const desk = 'desk'

/** The facts of every cycle of a case; the same history always gives the same facts. */
export function cycleFactsOf(history: History): CycleFactTable[] {
  const { complaintCase } = history
  let hands: Hands = { unit_id: null, handler_id: null }
  const facts: CycleFactTable[] = []
  for (let cycle = 1; cycle <= complaintCase.cycle; cycle += 1) {
    const events = history.events.filter((event) => event.cycle === cycle)
    const before = hands
    hands = events.reduce(handsAfter, hands)
    const units = unitsAt(events, before)
    facts.push({ ...factOf(history, cycle, events, hands), ...costOf(history.costs, events, units), flows: flowsOf(events, units, before) })
  }
  return facts.map((fact, index) => ({
    ...fact,
    recovered: fact.low_score && (facts[index + 1]?.satisfaction ?? 0) >= satisfiedFrom,
  }))
}

/** The unit it lies with when each event has happened. */
function unitsAt(events: readonly FactEvent[], before: Hands): (string | null)[] {
  let hands = before
  return events.map((event) => {
    hands = handsAfter(hands, event)
    return hands.unit_id
  })
}

/** 流转: between whom it went, each way once; what the desk took back is none. */
function flowsOf(events: readonly FactEvent[], units: readonly (string | null)[], before: Hands): string[] {
  const ways = events.flatMap(({ kind }, index) => {
    if (!sends.includes(kind)) return []
    const from = kind === 'case.dispatched' ? null : ((index > 0 ? units[index - 1] : before.unit_id) ?? null)
    return [`${from ?? desk}>${units[index] ?? desk}`]
  })
  return [...new Set(ways)].toSorted()
}

type WithoutCost = Omit<CycleFactTable, 'own_seconds' | 'own_fen' | 'outside_fen' | 'flows'>

function factOf(history: History, cycle: number, events: readonly FactEvent[], hands: Hands): WithoutCost {
  const { complaintCase, clocks, workingMinutes } = history
  const { tenant_id, id, origin, channel, category, product, node, region, severity, customer_id, agent_id } = complaintCase
  const first = (...kinds: readonly EventKind[]) => events.find(({ kind }) => kinds.includes(kind))?.at ?? null
  const all = (...kinds: readonly EventKind[]) => events.filter(({ kind }) => kinds.includes(kind))
  const beganAt = cycle === 1 ? complaintCase.received_at : (first('case.reopened') ?? complaintCase.received_at)
  const contactedAt = first(...contacts)
  const closedAt = first('case.closed') ?? (cycle === 1 && origin === 'history' ? complaintCase.closed_at : null)
  const ownClocks = clocks.filter((clock) => clock.cycle === cycle)
  return {
    tenant_id,
    case_id: id,
    cycle,
    ...{ origin, channel, category, product, node, region, severity, customer_id, agent_id },
    ...hands,
    process_version_id: complaintCase.process_version_id,
    began_at: beganAt,
    accepted_at: first('case.accepted'),
    contacted_at: contactedAt,
    contact_seconds: contactedAt && Math.round(workingMinutes(beganAt, contactedAt) * 60),
    ...contactDue(ownClocks),
    ...closureDue(ownClocks),
    ...handlingDue(ownClocks),
    dispatched_at: first('case.dispatched'),
    dispatches: all(...dispatching).length,
    send_backs: all('case.sentBack').length,
    moves: all(...dispatching, ...movesBack).length,
    answered_at: first('case.answered'),
    on_the_spot: all('case.answered')[0]?.facts.onTheSpot === true,
    came_again: cycle === 1 && hasComeAgain(history, first('case.answered')),
    escalated_at: first('case.escalated'),
    escalation_level: Math.max(0, ...all('case.escalated').map(({ facts }) => Number(facts.toLevel) || 0)),
    outside_at: cycle === 1 ? outsideAt(complaintCase, history.events) : null,
    ...foundOf(events),
    caused_at: first('case.causeFound'),
    cause: idIn(all('case.causeFound').at(-1)?.facts ?? {}, 'code'),
    claimed_fen: cycle === 1 ? complaintCase.amount_fen : null,
    ...grantedOf(events, history.events),
    ...heardOf(history, cycle, events),
    recovered: false,
    closed_at: closedAt,
    ended_at: endedAt(complaintCase, cycle, events, closedAt ?? beganAt),
    ...resolutionOf(beganAt, closedAt, restsOf(events)),
    reopened: complaintCase.cycle > cycle,
    repeats: cycle === 1 && history.repeats,
    stayed: stayedOf(history, closedAt),
  }
}

/** 在办 until: the end of the cycle, or its merging into another case; null while it is in hand. @param otherwise for what was brought in as ended without an event */
function endedAt(
  { cycle: latest, status, merged_into }: FactCase,
  cycle: number,
  events: readonly FactEvent[],
  otherwise: Date,
): Date | null {
  if (cycle === latest && isOpen(status) && merged_into === null) return null
  return events.findLast(({ kind, facts }) => ends.includes(kind) || (kind === 'case.merged' && facts.intoId))?.at ?? otherwise
}
const ends: readonly EventKind[] = ['case.closed', 'case.withdrawn', 'case.declined']

/** 留住: what the customer did last within a year of the closing; without a word nobody knows. */
function stayedOf({ outcomes }: History, closedAt: Date | null): boolean | null {
  if (!closedAt) return null
  const until = closedAt.getTime() + followedDays * 86_400_000
  return outcomes.findLast(({ at }) => at > closedAt && at.getTime() <= until)?.stayed ?? null
}

type Hands = Pick<CycleFactTable, 'unit_id' | 'handler_id'>
const idIn = (facts: FactEvent['facts'], name: string) => (typeof facts[name] === 'string' ? (facts[name] as string) : null)

/** In whose hands it lies after an event; a cycle counts for whoever had it last. */
function handsAfter(before: Hands, { kind, facts }: FactEvent): Hands {
  if (kind === 'case.dispatched') return { unit_id: idIn(facts, 'unitId'), handler_id: idIn(facts, 'handlerId') }
  if (kind === 'case.receipted') return { unit_id: before.unit_id, handler_id: idIn(facts, 'handlerId') ?? before.handler_id }
  if (kind === 'case.transferred') return { unit_id: idIn(facts, 'toUnitId'), handler_id: idIn(facts, 'toHandlerId') }
  return movesBack.includes(kind) ? { unit_id: null, handler_id: null } : before
}

/** 应联系: what was cancelled or rests is not due. */
function contactDue(clocks: readonly FactClock[]) {
  const clock = clocks.find(({ step }) => step === 'firstContact')
  return { contact_due_at: dueOf(clock), contact_in_time: isInTime(clock) }
}

/** 应办结: by the limit on closing; where the process sets none, by the limit on the answer. */
function closureDue(clocks: readonly FactClock[]) {
  const clock = clocks.find(({ step }) => step === 'closure') ?? clocks.find(({ step }) => step === 'answer')
  const dueAt = dueOf(clock)
  const endedAt = dueAt && (clock?.ended_at ?? null)
  return { closure_due_at: dueAt, closure_done: endedAt !== null, closure_in_time: isInTime(clock), closure_ended_at: endedAt }
}

/** 部门时限: until when the unit that has it should have handled it. */
function handlingDue(clocks: readonly FactClock[]) {
  const clock = clocks.find(({ step }) => step === 'handling')
  return { handling_due_at: dueOf(clock), handling_in_time: isInTime(clock) }
}

const dueOf = (clock: FactClock | undefined) => (!clock || ['cancelled', 'paused'].includes(clock.state) ? null : clock.due_at)
const isInTime = (clock: FactClock | undefined) => clock?.state === 'met' && clock.breached_at === null

function hasComeAgain({ complaintCase, events, cameAgain }: History, answeredAt: Date | null): boolean {
  if (!answeredAt) return false
  const until = answeredAt.getTime() + againWithinDays * 86_400_000
  const isWithin = (at: Date) => at > answeredAt && at.getTime() <= until
  const reopened = complaintCase.cycle > 1 && events.some(({ kind, at }) => kind === 'case.reopened' && isWithin(at))
  return reopened || cameAgain.some(({ at }) => isWithin(at))
}

/** 越级: a regulator sent it, or the customer went outside later. */
function outsideAt({ regulator, received_at }: FactCase, events: readonly FactEvent[]): Date | null {
  if (regulator !== null) return received_at
  return events.find(({ kind, facts }) => kind === 'case.stageChanged' && Number(facts.to) >= outsideStage)?.at ?? null
}

/** The finding that stands at the end of the cycle, and whether a review turned the one before it. */
function foundOf(events: readonly FactEvent[]) {
  const found = events.filter(({ kind, facts }) => typeof facts.finding === 'string' && foundBy.includes(kind))
  const last = found.at(-1)
  const reviews = events.filter(({ kind, facts }) => kind === 'case.findingMade' && facts.kind !== 'made')
  const before = reviews[0] && found.findLast(({ no }) => no < (reviews[0]?.no ?? 0))
  return {
    found_at: found[0]?.at ?? null,
    finding: (last?.facts.finding as Finding | undefined) ?? null,
    review_found_at: reviews[0]?.at ?? null,
    overturned: before !== undefined && before.facts.finding !== last?.facts.finding,
  }
}
const foundBy: readonly EventKind[] = ['case.findingMade', 'case.returned', 'case.answered']

/** Remedies that were granted and not taken back, then or in a later cycle; thanks are none. */
function grantedOf(events: readonly FactEvent[], ofCase: readonly FactEvent[]) {
  const isRemedy = ({ facts }: FactEvent) => facts.kind !== 'thanks'
  const reversed = new Set(ofCase.filter(({ kind }) => kind === 'case.remedyReversed').map(({ facts }) => facts.remedyId))
  const standing = events
    .filter(({ kind, facts }) => kind === 'case.remedyGranted' || (kind === 'case.remedyDecided' && facts.verdict === 'approved'))
    .filter((event) => !reversed.has(event.facts.remedyId))
  const granted = standing.filter(isRemedy)
  const fenOf = (list: readonly FactEvent[]) => list.reduce((sum, { facts }) => sum + Number(facts.amountFen ?? 0), 0)
  const overLimit = granted.filter(({ kind }) => kind === 'case.remedyDecided')
  return {
    granted_fen: fenOf(granted),
    thanks_fen: fenOf(standing.filter((event) => !isRemedy(event))),
    granted_at: granted[0]?.at ?? null,
    remedies: granted.length,
    remedies_over_limit: overLimit.length,
  }
}

function heardOf({ heard }: History, cycle: number, events: readonly FactEvent[]) {
  const own = heard.find((one) => one.cycle === cycle)
  const calls = events.filter(({ kind }) => kind === 'case.confirmed' || kind === 'case.followedUp')
  const byPhone = calls.findLast(({ facts }) => typeof facts.satisfaction === 'number')?.facts.satisfaction as number | undefined
  const satisfaction = own?.satisfaction ?? byPhone ?? null
  return {
    asked_at: own?.asked_at ?? calls[0]?.at ?? null,
    satisfaction,
    low_score: satisfaction !== null && satisfaction <= lowUpTo,
  }
}

type Rest = { from: Date; to: Date | null }
function restsOf(events: readonly FactEvent[]): Rest[] {
  const rests: Rest[] = []
  for (const { kind, at } of events) {
    const last = rests.at(-1)
    if (kind === 'case.suspended') rests.push({ from: at, to: null })
    else if (kind === 'case.resumed' && last?.to === null) last.to = at
  }
  return rests
}

function resolutionOf(beganAt: Date, closedAt: Date | null, rests: readonly Rest[]) {
  if (!closedAt) return { resolution_seconds: null, resolution_seconds_with_rest: null }
  const whole = closedAt.getTime() - beganAt.getTime()
  const rested = rests.reduce((sum, { from, to }) => sum + (Math.min((to ?? closedAt).getTime(), closedAt.getTime()) - from.getTime()), 0)
  return { resolution_seconds: Math.round((whole - rested) / secondMs), resolution_seconds_with_rest: Math.round(whole / secondMs) }
}
