import { type CaseSign, type CaseSigns, type EventKind, Severity, type Signal } from '@zhiwei/contract'

// 经过: what had happened to a case up to an instant, as figures. The same function reads open cases and, for learning, past ones as they stood
// then: nothing that came after the instant is looked at.

export type CourseEvent = { no: number; kind: EventKind; cycle: number; at: Date; actorId: string | null; facts: Record<string, unknown> }
/** What the machine read out of the text of an event. */
export type Reading = { no: number; emotion: number; signals: Signal[] }
export type CourseOf = {
  receivedAt: Date
  events: readonly CourseEvent[]
  readings: readonly Reading[]
  usualDays: number | null
  isReferred: boolean
}

const dayMs = 86_400_000
const ends: readonly EventKind[] = ['case.closed', 'case.declined', 'case.withdrawn', 'case.archived', 'case.erased']
/** The company spoke to the customer. */
const told: readonly EventKind[] = ['case.messageSent', 'case.answered', 'case.followedUp', 'case.confirmed']
const outward = ['regulator', 'media', 'legal', 'crowd', 'safety', 'vulnerable', 'insult', 'compensation', 'deadline'] as const

/** Whether the case was open at the instant. */
export function isOpenAt(events: readonly CourseEvent[], at: Date): boolean {
  let open = false
  for (const { kind, at: then } of events) {
    if (then > at) break
    if (kind === 'complaint.received' || kind === 'case.reopened') open = true
    else if (ends.includes(kind)) open = false
    else if (kind === 'case.merged') open = false
  }
  return open
}

/**
 * 迹象 of a case at an instant. @param after only what happened after this event counts: a person who set the stage knew what was before
 */
export function signsAt({ receivedAt, events, readings, usualDays, isReferred }: CourseOf, at: Date, after = 0): CaseSigns {
  const past = events.filter((event) => event.at <= at)
  const counted = past.filter(({ no }) => no > after)
  const count = (...kinds: EventKind[]) => counted.filter(({ kind }) => kinds.includes(kind)).length
  const ageDays = Math.max(0, (at.getTime() - receivedAt.getTime()) / dayMs)
  const since = after === 0 ? receivedAt : (past.find(({ no }) => no === after)?.at ?? receivedAt)
  const seen = readings.filter(({ no }) => no <= (past.at(-1)?.no ?? 0))
  const kinds = new Set(seen.flatMap(({ signals }) => signals))
  const received = past.find(({ kind }) => kind === 'complaint.received')?.facts ?? {}
  const signs: CaseSigns = {
    silentDays: round(silentDaysOf(counted, since, at)),
    enquiries: enquiriesOf(counted),
    reminders: count('case.reminded'),
    messages: count('case.messageReceived'),
    sendBacks: count('case.sentBack'),
    transfers: count('case.transferred'),
    hands: handsOf(counted),
    reworks: counted.filter(({ kind, facts }) => kind === 'case.reviewed' && facts.verdict === 'rework').length,
    breaches: count('sla.breached'),
    dueSoon: count('sla.due_soon'),
    ageDays: round(ageDays),
    notResolved: counted.filter(({ kind, facts }) => kind === 'case.followedUp' && facts.verdict !== 'unreached').length,
    reopened: count('case.reopened'),
    escalations: count('case.escalated'),
    stage: stageOf(past),
    severity: severityOf(past),
    emotion: seen.at(-1)?.emotion ?? 0,
    repeat: Number(received.duplicateOf !== undefined || past.some(({ kind, facts }) => kind === 'case.linked' && isRepeat(facts.link))),
    referred: Number(isReferred || received.channel === 'regulator'),
    social: Number(received.channel === 'social'),
  }
  if (usualDays !== null && usualDays > 0) signs.ageShare = round(ageDays / usualDays)
  for (const kind of outward) signs[kind] = Number(kinds.has(kind))
  return signs
}

const isRepeat = (link: unknown) => link === 'repeatOf' || link === 'duplicateOf'

/** Days since the company last spoke to the customer; none while the case is suspended, of which the customer was told, nor once it is answered. */
function silentDaysOf(events: readonly CourseEvent[], since: Date, at: Date): number {
  let last = since
  let suspended = false
  let waits = true
  for (const { kind, at: then, facts } of events) {
    if (kind === 'case.suspended') suspended = true
    if (kind === 'case.resumed') suspended = false
    if (kind === 'case.answered' || kind === 'case.confirmed') waits = false
    if (kind === 'case.reopened' || kind === 'case.messageReceived' || (kind === 'case.followedUp' && facts.verdict !== 'unreached'))
      waits = true
    if (told.includes(kind) || kind === 'case.resumed') last = then
  }
  return suspended || !waits ? 0 : Math.max(0, (at.getTime() - last.getTime()) / dayMs)
}

/** What the customer asked since somebody last spoke to them. */
function enquiriesOf(events: readonly CourseEvent[]): number {
  let asked = 0
  for (const { kind, facts } of events) {
    if (kind === 'case.messageReceived' || (kind === 'case.reminded' && facts.from === 'customer')) asked++
    else if (told.includes(kind)) asked = 0
  }
  return asked
}

/** 经手: different units and people the case was given to. */
function handsOf(events: readonly CourseEvent[]): number {
  const hands = new Set<unknown>()
  for (const { kind, facts } of events) {
    if (kind === 'case.dispatched') for (const hand of [facts.unitId, facts.handlerId]) if (hand) hands.add(hand)
    if (kind === 'case.transferred') for (const hand of [facts.toUnitId, facts.toHandlerId]) if (hand) hands.add(hand)
    if (kind === 'case.receipted' && facts.handlerId) hands.add(facts.handlerId)
    if (kind === 'case.assigned' && facts.agentId) hands.add(facts.agentId)
  }
  return hands.size
}

/** The stage that stood on the case. */
export function stageOf(events: readonly CourseEvent[]): number {
  let stage = 1
  for (const { kind, facts } of events) {
    const said =
      kind === 'complaint.received'
        ? proposedOf(facts).stage
        : kind === 'case.stageChanged'
          ? facts.to
          : kind === 'case.classified' || kind === 'case.accepted'
            ? toOf(facts).stage
            : undefined
    if (typeof said === 'number') stage = said
  }
  return stage
}

function severityOf(events: readonly CourseEvent[]): number {
  let severity = 0
  for (const { kind, facts } of events) {
    const said =
      kind === 'complaint.received' ? proposedOf(facts).severity : kind === 'case.classified' ? toOf(facts).severity : facts.severity
    const rank = (Severity.options as readonly unknown[]).indexOf(said)
    if (rank >= 0) severity = rank
  }
  return severity
}

const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})
const proposedOf = (facts: Record<string, unknown>) => record(facts.proposed)
const toOf = (facts: Record<string, unknown>) => record(facts.to)
const round = (value: number) => Math.round(value * 100) / 100

/** The last time a person set the stage: what the machine knew before does not count against their word. */
export const stageSetByPerson = (events: readonly CourseEvent[]): number =>
  events.findLast(({ kind, actorId, facts }) => actorId !== null && kind === 'case.classified' && toOf(facts).stage !== undefined)?.no ?? 0

/** Grows by itself with time: when the next figure of these is reached. */
export const growing: readonly CaseSign[] = ['silentDays', 'ageDays', 'ageShare']
