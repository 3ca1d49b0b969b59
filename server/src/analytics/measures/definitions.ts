import { MeasureCut, type MeasureDefinition, type MeasureName } from '@zhiwei/contract'
import { type OwnName, ownCuts } from '../owners/names.ts'
import type { FactSetName } from '../sets.ts'
import words from './words.json' with { type: 'json' }

/**
 * 指标: how each is counted of sets of facts. A share is of cases, a `shareOfItems` of what these cases sum up to (dispatches), a `mean` sums over
 * cases; of a duration median and ninth decile are told. Source: docs/rules/measures.md, rules of the domain §5
 */
export type MeasureRule =
  | { kind: 'count'; set: FactSetName }
  | { kind: 'share'; numerator: FactSetName; denominator: FactSetName }
  | { kind: 'shareOfItems'; numerator: FactSetName; denominator: FactSetName }
  | { kind: 'mean'; numerator: FactSetName; denominator: FactSetName; needsRates?: true }
  | { kind: 'duration'; set: FactSetName }
  | StockRule
  /** Of customers, each once. */
  | { kind: 'customers'; numerator: FactSetName; denominator: FactSetName }
  /** Cases to so many of those at risk: the kind of exposure the tenant has chosen, or orders. */
  | { kind: 'rate'; set: FactSetName; per: number; of: 'basis' | 'orders' }
  /** A figure of another module, told by it. */
  | { kind: 'owner'; owner: OwnName }

/** 存量: what had come by a moment, the end of the period, and not left. */
export type StockRule = { kind: 'stock'; came: FactSetName; left: FactSetName }

const share = (numerator: FactSetName, denominator: FactSetName): MeasureRule => ({ kind: 'share', numerator, denominator })
const customers = (numerator: FactSetName, denominator: FactSetName): MeasureRule => ({ kind: 'customers', numerator, denominator })

const cost = (set: FactSetName): MeasureRule => ({ kind: 'mean', numerator: set, denominator: set, needsRates: true })

export const measureRules: Record<MeasureName, MeasureRule> = {
  complaints: { kind: 'count', set: 'received' },
  accepted: { kind: 'count', set: 'accepted' },
  closed: { kind: 'count', set: 'closed' },
  firstResponseMinutes: { kind: 'duration', set: 'contacted' },
  onTimeResponseRatio: share('contactInTime', 'contactDue'),
  resolutionMinutes: { kind: 'duration', set: 'closed' },
  resolutionMinutesWithRest: { kind: 'duration', set: 'closedWithRest' },
  closureRatio: share('closureDone', 'closureDue'),
  onTimeClosureRatio: share('closureInTime', 'closureDue'),
  onTimeHandlingRatio: share('handlingInTime', 'handlingDue'),
  firstContactResolutionRatio: share('solvedAtOnce', 'received'),
  reopenRatio: share('closedReopened', 'closed'),
  escalationRatio: share('acceptedEscalated', 'accepted'),
  outOfChannelRatio: share('acceptedOutside', 'accepted'),
  substantiatedRatio: share('decidedSubstantiated', 'decided'),
  unsubstantiatedRatio: share('decidedUnsubstantiated', 'decided'),
  overturnedRatio: share('reviewedOverturned', 'reviewed'),
  satisfactionRatio: share('satisfied', 'scored'),
  surveyResponseRatio: share('scored', 'asked'),
  recoveryRatio: share('recovered', 'scoredLow'),
  sendBackRatio: { kind: 'shareOfItems', numerator: 'sentBack', denominator: 'dispatched' },
  movesPerCase: { kind: 'mean', numerator: 'moved', denominator: 'moved' },
  compensationRatio: { kind: 'shareOfItems', numerator: 'claimedGranted', denominator: 'claimed' },
  overLimitRatio: { kind: 'shareOfItems', numerator: 'remediedOverLimit', denominator: 'remedied' },
  rootCauseRatio: share('substantiatedWithCause', 'substantiated'),
  complaintsPer10k: { kind: 'rate', set: 'received', per: 10_000, of: 'basis' },
  complaintsPerMillion: { kind: 'rate', set: 'received', per: 1_000_000, of: 'basis' },
  complaintsPer10kOrders: { kind: 'rate', set: 'received', per: 10_000, of: 'orders' },
  repeatRatio: customers('repeated', 'fromCustomers'),
  handlingCostFen: cost('costed'),
  ownCostFen: cost('costedOwn'),
  remedyCostFen: cost('costedRemedy'),
  outsideCostFen: cost('costedOutside'),
  actionOnTimeRatio: { kind: 'owner', owner: 'actionOnTime' },
  actionEffectiveRatio: { kind: 'owner', owner: 'actionEffective' },
  recurrenceRateRatio: { kind: 'owner', owner: 'recurrence' },
  warningPrecision: { kind: 'owner', owner: 'warningPrecision' },
  warningRecall: { kind: 'owner', owner: 'warningRecall' },
  warningLeadHours: { kind: 'owner', owner: 'warningLead' },
  falseAlarmsPerSeriesMonth: { kind: 'owner', owner: 'falseAlarms' },
  riskPrecisionAtK: { kind: 'owner', owner: 'riskPrecision' },
  repurchaseRatio: customers('outcomeStayed', 'outcomeKnown'),
  repurchaseSolvedFastRatio: customers('solvedFastStayed', 'solvedFastKnown'),
  repurchaseSolvedRatio: customers('solvedStayed', 'solvedKnown'),
  repurchaseUnsolvedRatio: customers('unsolvedStayed', 'unsolvedKnown'),
  reachedAcceptanceRatio: share('reachedAcceptance', 'received'),
  reachedDispatchRatio: share('reachedDispatch', 'received'),
  reachedAnswerRatio: share('reachedAnswer', 'received'),
  reachedFollowUpRatio: share('reachedFollowUp', 'received'),
  reachedClosureRatio: share('reachedClosure', 'received'),
  dispatchedCases: { kind: 'count', set: 'dispatched' },
  inHand: { kind: 'stock', came: 'cameInHand', left: 'leftHand' },
  overdueInHand: { kind: 'stock', came: 'fellOverdue', left: 'leftOverdue' },
  causesFound: { kind: 'count', set: 'caused' },
  customerAgainRatio: share('customerAgain', 'closedOfCustomer'),
  customerKeptRatio: share('customerKept', 'closedOfCustomer'),
  customerLeftRatio: share('customerLeft', 'closedOfCustomer'),
  customerSilentRatio: share('customerSilent', 'closedOfCustomer'),
}

export const measureNames = Object.keys(measureRules) as MeasureName[]

type CountedRule = Exclude<MeasureRule, { kind: 'owner' }>
type OfPeriod = Exclude<CountedRule, StockRule>
/** Whether it is counted of the facts of cases. */
export const isCounted = (rule: MeasureRule): rule is CountedRule => rule.kind !== 'owner'

/** Sets a measure is counted of: of a part of a share, or of the whole. */
export const setsOf = (rule: OfPeriod): { numerator: FactSetName; denominator: FactSetName } =>
  'set' in rule ? { numerator: rule.set, denominator: rule.set } : { numerator: rule.numerator, denominator: rule.denominator }

/** Sets whose counts in the period make the figure; of durations and customers no count would tell, and stocks are of a moment. */
export const setsCounted = (rule: MeasureRule): FactSetName[] =>
  rule.kind === 'owner' || rule.kind === 'duration' || rule.kind === 'customers' || rule.kind === 'stock' ? [] : Object.values(setsOf(rule))

type Words = Pick<MeasureDefinition, 'unit' | 'title' | 'formula' | 'counted' | 'source' | 'moreIsBetter'>

/** How many customers a tier has, an hour or a cause, nobody has told. */
export const withoutExposure: readonly MeasureCut[] = ['tier', 'weekday', 'hour', 'cause']

/** What stands at a moment stands at no hour of every day. */
const comesAgain: readonly MeasureCut[] = ['weekday', 'hour']

const cutsOf = (rule: MeasureRule): MeasureCut[] => {
  if (rule.kind === 'owner') return [...ownCuts[rule.owner]]
  if (rule.kind === 'stock') return MeasureCut.options.filter((cut) => !comesAgain.includes(cut))
  return MeasureCut.options.filter((cut) => rule.kind !== 'rate' || !withoutExposure.includes(cut))
}
const rowsOf = (rule: MeasureRule): MeasureDefinition['rowsOf'] =>
  rule.kind === 'customers' ? 'customers' : rule.kind !== 'owner' ? 'cases' : rule.owner === 'riskPrecision' ? 'none' : 'items'

/** Those that are counted of the facts of cases stand in a table of two cuts. */
const pivotedKinds: readonly MeasureRule['kind'][] = ['count', 'share', 'shareOfItems', 'mean', 'duration', 'stock']
export const canPivot = (name: MeasureName) => pivotedKinds.includes(measureRules[name].kind)

/** Every measure in words, for pages, reports and whoever asks what a figure means. */
export const measureDefinitions = (): MeasureDefinition[] =>
  measureNames.map((name) => ({
    name,
    ...(words as unknown as Record<MeasureName, Words>)[name],
    cuts: cutsOf(measureRules[name]),
    rowsOf: rowsOf(measureRules[name]),
    pivots: canPivot(name),
  }))
