/**
 * 事实集: which cycles a measure counts, on which day, and by how much; conditions are SQL over `f`, a row of `cycle_fact`. The roll-ups, the
 * figures and the rows behind a figure all read this one table. Source: docs/rules/measures.md
 */
export type FactSet = {
  /** The instant by which it falls into a period. */
  at: string
  holds?: string
  /** Summed beside the count; 0 where nothing is. */
  value?: string
}

const isFirst = 'f.cycle = 1'
const isDecided = "f.finding in ('substantiated', 'partly', 'unsubstantiated')"

const hasCustomer = `${isFirst} and f.customer_id is not null`
/** 又来投诉: on the same matter within seven days of the answer, or opened again. */
const isAgain = '(f.came_again or f.reopened)'
const ofCustomer = 'f.customer_id is not null'
/** Handled here, not brought in as history, while a rate was given. */
const isCosted = "f.origin = 'live' and f.own_fen is not null"
const remedyFen = 'f.granted_fen + f.thanks_fen'
/** 解决: neither opened again nor followed by the same complaint, nor scored low. */
const isSolved = '(not f.reopened and not f.came_again and not f.low_score)'
/** 快速解决: within three days. Source: rules of the domain §4, UK FCA DISP 1.5 "summary resolution" */
const isFast = '(f.resolution_seconds <= 259200)'

export const factSets = {
  received: { at: 'f.began_at', holds: isFirst },
  accepted: { at: 'f.accepted_at', holds: isFirst },
  contacted: { at: 'f.contacted_at', value: 'f.contact_seconds' },
  contactDue: { at: 'f.contact_due_at' },
  contactInTime: { at: 'f.contact_due_at', holds: 'f.contact_in_time' },
  closureDue: { at: 'f.closure_due_at' },
  closureDone: { at: 'f.closure_due_at', holds: 'f.closure_done' },
  closureInTime: { at: 'f.closure_due_at', holds: 'f.closure_in_time' },
  handlingDue: { at: 'f.handling_due_at' },
  handlingInTime: { at: 'f.handling_due_at', holds: 'f.handling_in_time' },
  closed: { at: 'f.closed_at', value: 'f.resolution_seconds' },
  closedWithRest: { at: 'f.closed_at', value: 'f.resolution_seconds_with_rest' },
  closedReopened: { at: 'f.closed_at', holds: 'f.reopened' },
  solvedAtOnce: {
    at: 'f.began_at',
    holds: `${isFirst} and f.answered_at is not null and f.on_the_spot and not f.came_again and not f.reopened`,
  },
  acceptedEscalated: { at: 'f.accepted_at', holds: `${isFirst} and f.escalated_at is not null` },
  acceptedOutside: { at: 'f.accepted_at', holds: `${isFirst} and f.outside_at is not null` },
  decided: { at: 'f.found_at', holds: isDecided },
  decidedSubstantiated: { at: 'f.found_at', holds: "f.finding in ('substantiated', 'partly')" },
  decidedUnsubstantiated: { at: 'f.found_at', holds: "f.finding = 'unsubstantiated'" },
  reviewed: { at: 'f.review_found_at' },
  reviewedOverturned: { at: 'f.review_found_at', holds: 'f.overturned' },
  substantiated: { at: 'f.found_at', holds: "f.finding = 'substantiated'" },
  substantiatedWithCause: { at: 'f.found_at', holds: "f.finding = 'substantiated' and f.caused_at is not null" },
  dispatched: { at: 'f.dispatched_at', value: 'f.dispatches' },
  sentBack: { at: 'f.dispatched_at', holds: 'f.send_backs > 0', value: 'f.send_backs' },
  moved: { at: 'f.dispatched_at', value: 'f.moves' },
  claimed: { at: 'f.began_at', holds: 'f.claimed_fen > 0', value: 'f.claimed_fen' },
  claimedGranted: { at: 'f.began_at', holds: 'f.claimed_fen > 0', value: 'f.granted_fen' },
  remedied: { at: 'f.granted_at', value: 'f.remedies' },
  remediedOverLimit: { at: 'f.granted_at', holds: 'f.remedies_over_limit > 0', value: 'f.remedies_over_limit' },
  asked: { at: 'f.closed_at', holds: 'f.asked_at is not null' },
  scored: { at: 'f.closed_at', holds: 'f.satisfaction is not null', value: 'f.satisfaction' },
  satisfied: { at: 'f.closed_at', holds: 'f.satisfaction >= 4' },
  scoredLow: { at: 'f.closed_at', holds: 'f.low_score' },
  recovered: { at: 'f.closed_at', holds: 'f.recovered' },
  fromCustomers: { at: 'f.began_at', holds: hasCustomer },
  repeated: { at: 'f.began_at', holds: `${hasCustomer} and f.repeats` },
  costed: { at: 'f.closed_at', holds: isCosted, value: `(f.own_fen + ${remedyFen} + f.outside_fen)` },
  costedOwn: { at: 'f.closed_at', holds: isCosted, value: 'f.own_fen' },
  costedRemedy: { at: 'f.closed_at', holds: isCosted, value: `(${remedyFen})` },
  costedOutside: { at: 'f.closed_at', holds: isCosted, value: 'f.outside_fen' },
  outcomeKnown: { at: 'f.closed_at', holds: 'f.stayed is not null' },
  outcomeStayed: { at: 'f.closed_at', holds: 'f.stayed' },
  solvedFastKnown: { at: 'f.closed_at', holds: `f.stayed is not null and ${isSolved} and ${isFast}` },
  solvedFastStayed: { at: 'f.closed_at', holds: `f.stayed and ${isSolved} and ${isFast}` },
  solvedKnown: { at: 'f.closed_at', holds: `f.stayed is not null and ${isSolved} and not ${isFast}` },
  solvedStayed: { at: 'f.closed_at', holds: `f.stayed and ${isSolved} and not ${isFast}` },
  unsolvedKnown: { at: 'f.closed_at', holds: `f.stayed is not null and not ${isSolved}` },
  unsolvedStayed: { at: 'f.closed_at', holds: `f.stayed and not ${isSolved}` },
  closedSolvedFast: { at: 'f.closed_at', holds: `${isSolved} and ${isFast}` },
  closedSolved: { at: 'f.closed_at', holds: `${isSolved} and not ${isFast}` },
  closedUnsolved: { at: 'f.closed_at', holds: `not ${isSolved}` },
  reachedAcceptance: { at: 'f.began_at', holds: `${isFirst} and f.accepted_at is not null` },
  reachedDispatch: { at: 'f.began_at', holds: `${isFirst} and f.dispatched_at is not null` },
  reachedAnswer: { at: 'f.began_at', holds: `${isFirst} and f.answered_at is not null` },
  reachedFollowUp: { at: 'f.began_at', holds: `${isFirst} and f.asked_at is not null` },
  reachedClosure: { at: 'f.began_at', holds: `${isFirst} and f.closed_at is not null` },
  cameInHand: { at: 'f.began_at' },
  leftHand: { at: 'f.ended_at' },
  fellOverdue: { at: 'f.closure_due_at', holds: '(f.closure_ended_at is null or f.closure_ended_at > f.closure_due_at)' },
  leftOverdue: { at: 'f.closure_ended_at', holds: 'f.closure_ended_at > f.closure_due_at' },
  caused: { at: 'f.caused_at' },
  closedOfCustomer: { at: 'f.closed_at', holds: ofCustomer },
  customerAgain: { at: 'f.closed_at', holds: `${ofCustomer} and ${isAgain}` },
  customerKept: { at: 'f.closed_at', holds: `${ofCustomer} and not ${isAgain} and f.stayed` },
  customerLeft: { at: 'f.closed_at', holds: `${ofCustomer} and not ${isAgain} and not f.stayed` },
  customerSilent: { at: 'f.closed_at', holds: `${ofCustomer} and not ${isAgain} and f.stayed is null` },
} as const satisfies Record<string, FactSet>

export type FactSetName = keyof typeof factSets
export const setNamed = (name: FactSetName): FactSet => factSets[name]
export const factSetNames = Object.keys(factSets) as FactSetName[]

/** 切面: by what a measure can be cut; a fact without the value stands under ''. */
export const cuts = {
  all: "''",
  category: 'f.category',
  product: 'f.product',
  node: 'f.node',
  region: 'f.region',
  channel: 'f.channel',
  unit: 'f.unit_id::text',
  handler: 'f.handler_id::text',
  severity: 'f.severity',
  version: 'f.process_version_id::text',
  cause: 'f.cause',
} as const

export type CutName = keyof typeof cuts
/** Counted beforehand: what dashboards show of long periods. By anything else figures are counted of the facts when they are asked for. */
export const rolledUpCuts = ['all', 'category', 'channel', 'unit'] as const satisfies CutName[]
export type RolledUpCut = (typeof rolledUpCuts)[number]

/** The roll-up that keeps just these apart: what is cut by and what is filtered by, where both are one. */
export function rollUpOf(apart: readonly string[]): RolledUpCut | null {
  const [cut = 'all', ...others] = new Set(apart)
  return others.length > 0 ? null : (rolledUpCuts.find((one) => one === cut) ?? null)
}
