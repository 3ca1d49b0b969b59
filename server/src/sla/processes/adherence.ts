import type { EventKind, ProcessAct, ProcessStep, StepAdherence } from '@zhiwei/contract'
import type { Pause } from '../calendar/index.ts'

// 流程符合度: how far a cycle of a case kept to its written process, from its events alone. Pure. Source: docs/rules/processes.md

/** `by`: who did it, as far as the process names people. */
export type AdherenceEvent = {
  no: number
  kind: EventKind
  at: Date
  facts: Record<string, unknown>
  by?: { roles: readonly string[]; unitKind: string | null } | null
}
type OverrideEvent = { kind: 'exemption' | 'taskExcused' | 'extension'; eventNo: number; at: Date }
type CountedStep = Omit<StepAdherence, 'at' | 'dueAt'> & { at: Date | null; dueAt: Date | null }
export type Adherence = { steps: CountedStep[]; overrides: OverrideEvent[] }
/** When a limit ends; null while a pause holds it. */
export type DueOf = (limit: NonNullable<ProcessStep['limit']>, start: Date, pauses: readonly Pause[]) => Date | null

/** The event by which an act is seen to be done. */
const doneBy: Record<ProcessAct, readonly EventKind[]> = {
  acceptance: ['case.accepted'],
  classification: ['case.classified'],
  // An answer is a word to the customer, too, as the clock of the first contact has it.
  messages: ['case.messageSent', 'case.answered'],
  notes: ['case.noted'],
  dispatches: ['case.dispatched'],
  receipts: ['case.receipted'],
  transfers: ['case.transferred'],
  taskResults: ['case.taskDone'],
  returns: ['case.returned'],
  reviews: ['case.reviewed'],
  remedies: ['case.remedyGranted', 'case.remedyProposed'],
  approvals: ['case.remedyDecided'],
  answers: ['case.answered'],
  followUps: ['case.followedUp', 'case.confirmed'],
  rootCauses: ['case.causeFound'],
  closure: ['case.closed'],
  archiving: ['case.archived'],
  escalations: ['case.escalated'],
  supervisions: ['case.supervised'],
  extensions: ['case.extended'],
}
const aside: readonly EventKind[] = ['case.declined', 'case.withdrawn', 'case.erased']
const movesUnit: readonly EventKind[] = ['case.dispatched', 'case.recalled', 'case.sentBack']
const pausing: readonly EventKind[] = ['case.suspended', 'case.resumed']

/** Every kind of event that can change what is counted; the complaint's own is read for its time alone. */
export const adherenceEvents: EventKind[] = [
  ...new Set<EventKind>([
    ...Object.values(doneBy).flat(),
    ...aside,
    ...pausing,
    ...movesUnit,
    'case.reopened',
    'case.taskExcused',
    'case.extended',
    'case.merged',
    'case.split',
  ]),
]

/** A reopened case comes back to handling: what led there is not done twice. */
const beforeHandling: readonly ProcessAct[] = ['acceptance', 'classification', 'dispatches', 'receipts', 'transfers']

/**
 * What became of each written step, and what was set aside with a reason.
 * A step that waits while a later one is done was skipped; done after it, it is out of order. A late step was done after its limit, or is still
 * not done after it. What may be done at any time (不限顺序) is neither out of order nor skipped before the case has ended. Settled on the spot, declined, withdrawn or merged, a case need not do what no longer concerns it.
 * @param events of one cycle in their order  @param receivedAt of the complaint
 */
export function adherenceOf(steps: readonly ProcessStep[], events: AdherenceEvent[], receivedAt: Date, now: Date, dueOf: DueOf): Adherence {
  const course = courseOf(events, now)
  const pauses = pausesOf(events)
  const found = steps.map((step) => doneIn(events, step.act))
  const counted: CountedStep[] = []
  let previous: Date | null = null
  steps.forEach((step, index) => {
    const done = found[index]
    const starts = {
      receipt: receivedAt,
      acceptance: course.beganAt,
      dispatch: course.dispatchedAt,
      previous: previous ?? (index === 0 ? receivedAt : null),
    }
    const start = starts[step.limit?.from ?? 'previous']
    const extended = step.act === 'answers' ? course.answerExtendedTo : null
    const dueAt = step.limit && start ? (extended ?? dueOf(step.limit, start, pauses)) : null
    const laterDone = step.inOrder
      ? found.slice(index + 1).filter((other, at) => other !== undefined && steps[index + 1 + at]?.inOrder)
      : []
    const needed = isNeeded(step, course)
    const state = done ? 'done' : stateOf(step, needed, laterDone.length > 0, course)
    const owed = state !== 'notNeeded' && state !== 'excused'
    counted.push({
      act: step.act,
      state,
      at: done?.at ?? null,
      dueAt: owed ? dueAt : null,
      isLate: owed && dueAt !== null && (done?.at ?? course.endedAt ?? now) > dueAt && (done !== undefined || needed),
      isOutOfOrder: done !== undefined && laterDone.some((other) => other !== undefined && other.no < done.no),
      isByOthers: done !== undefined && isByOthers(step, done),
      eventNo: done?.no ?? null,
    })
    if (done) previous = done.at
  })
  return { steps: markOpen(counted, steps), overrides: overridesOf(events) }
}

type Course = ReturnType<typeof courseOf>

function courseOf(events: AdherenceEvent[], now: Date) {
  const at = (kind: EventKind) => events.find((event) => event.kind === kind)
  const ended = events.find(
    ({ kind, facts }) => aside.includes(kind) || kind === 'case.closed' || (kind === 'case.merged' && facts.intoId !== undefined),
  )
  const answered = at('case.answered')
  const dispatched = at('case.dispatched')
  const extension = events.findLast(
    ({ kind, facts }) => kind === 'case.extended' && facts.step === 'answer' && facts.regime !== 'regulator',
  )
  const split = events.findLast(({ kind, facts }) => kind === 'case.split' && facts.fromId !== undefined)
  return {
    now,
    beganAt: (at('case.reopened') ?? at('case.accepted'))?.at ?? null,
    dispatchedAt: dispatched?.at ?? null,
    isReopened: at('case.reopened') !== undefined,
    endedAt: ended && !(split && split.no > ended.no) ? ended.at : null,
    /** Declined, withdrawn, or merged into another: what was not done by then is no longer to be done. */
    isAside:
      ended !== undefined && !(split && split.no > ended.no) && (ended.kind !== 'case.closed' || ended.facts.withCaseId !== undefined),
    isExempted: events.some(({ kind, facts }) => kind === 'case.closed' && facts.exempted === true),
    isOnTheSpot: answered !== undefined && !isWithUnit(events, answered.no),
    isSubstantiated: events.findLast(({ facts }) => typeof facts.finding === 'string')?.facts.finding === 'substantiated',
    answerExtendedTo: extension ? new Date(String(extension.facts.dueAt)) : null,
  }
}

/** With a unit when it was answered: the last dispatch was neither taken back nor sent back. */
const isWithUnit = (events: AdherenceEvent[], answeredNo: number) =>
  events.findLast(({ kind, no }) => no < answeredNo && movesUnit.includes(kind))?.kind === 'case.dispatched'

const doneIn = (events: AdherenceEvent[], act: ProcessAct) =>
  events.find(
    (event) => doneBy[act].includes(event.kind) && event.facts.withCaseId === undefined && !isUnreached(event) && !isReading(event),
  )

/** A call that reached nobody is a try, no follow-up. */
const isUnreached = ({ kind, facts }: AdherenceEvent) => kind === 'case.followedUp' && facts.verdict === 'unreached'
/** What the machine read out of a message is no person's classification. */
const isReading = ({ kind, by }: AdherenceEvent) => kind === 'case.classified' && by === null

function isNeeded({ act, when }: ProcessStep, course: Course): boolean {
  if (when === 'optional') return false
  if (course.isReopened && beforeHandling.includes(act)) return false
  if (when === 'dispatched') return !course.isOnTheSpot
  return when === 'always' || course.isSubstantiated
}

function stateOf({ act }: ProcessStep, needed: boolean, isPassedOver: boolean, course: Course): StepAdherence['state'] {
  if (!needed) return 'notNeeded'
  if (act === 'followUps' && course.isExempted) return 'excused'
  if (isPassedOver) return 'skipped'
  if (course.isAside) return 'notNeeded'
  // What follows the closing (归档) may still come.
  return course.endedAt && act !== 'archiving' ? 'skipped' : 'waiting'
}

/** The first step that waits for its turn is the one to do now. */
function markOpen(counted: CountedStep[], steps: readonly ProcessStep[]): CountedStep[] {
  const first = counted.findIndex(({ state }, index) => state === 'waiting' && steps[index]?.inOrder)
  return counted.map((step, index) => (index === first ? { ...step, state: 'open' } : step))
}

function isByOthers({ who }: ProcessStep, { by }: AdherenceEvent): boolean {
  if (!by || (who.roles.length === 0 && who.unitKinds.length === 0)) return false
  const inRole = who.roles.some((role) => by.roles.includes(role))
  return !inRole && !who.unitKinds.some((kind) => kind === by.unitKind)
}

function pausesOf(events: AdherenceEvent[]): Pause[] {
  const pauses: Pause[] = []
  for (const { kind, at } of events) {
    if (kind === 'case.suspended') pauses.push({ from: at, to: null })
    const open = pauses.at(-1)
    if (kind === 'case.resumed' && open && open.to === null) open.to = at
  }
  return pauses
}

function overridesOf(events: AdherenceEvent[]): OverrideEvent[] {
  return events.flatMap(({ no, kind, facts, at }): OverrideEvent[] => {
    if (kind === 'case.closed' && facts.exempted === true) return [{ kind: 'exemption', eventNo: no, at }]
    if (kind === 'case.taskExcused') return [{ kind: 'taskExcused', eventNo: no, at }]
    return kind === 'case.extended' ? [{ kind: 'extension', eventNo: no, at }] : []
  })
}

/** What is kept of a cycle for the table of units: counts, and the earliest limit that is still to be met. */
export function countsOf({ steps, overrides }: Adherence, now: Date) {
  const owed = steps.filter(({ state, dueAt }) => (state === 'open' || state === 'waiting') && dueAt !== null && dueAt >= now)
  const earliest = owed.map(({ dueAt }) => dueAt?.getTime() ?? 0).sort((one, other) => one - other)[0]
  return {
    steps: steps.filter(({ state }) => state !== 'notNeeded').length,
    skipped: steps.filter(({ state }) => state === 'skipped').length,
    late: steps.filter(({ isLate }) => isLate).length,
    out_of_order: steps.filter(({ isOutOfOrder }) => isOutOfOrder).length,
    by_others: steps.filter(({ isByOthers: byOthers }) => byOthers).length,
    overrides: overrides.length,
    next_due_at: earliest === undefined ? null : new Date(earliest),
  }
}
