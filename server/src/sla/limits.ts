import type { ClockDuty, EventKind, ExtensionRule, FollowUpRule, ProcessStep, SuspendCause } from '@zhiwei/contract'
import type { LimitUnit, WorkCalendar } from './calendar/index.ts'
import { type ClockRule, isCountable } from './clock-rules/clock-rule.ts'

// What is owed on a case, and how its time passes. Pure. Source: docs/rules/clocks.md

/** A limit of a process version: the company's own promise. */
export type Limit = { regime: string; step: string; amount: number; unit: LimitUnit; extension?: ExtensionRule }
/** What a process version says; an administrator's data, with an effective date. */
export type ProcessDefinition = { limits: Limit[]; steps?: ProcessStep[]; followUp?: FollowUpRule }

/** 一项时限, from a process version or a rule alike. */
export type Owed = {
  regime: string
  step: string
  duty: ClockDuty
  amount: number
  unit: LimitUnit
  startsOn: readonly EventKind[]
  endsOn: readonly EventKind[]
  /** Whose calendar counts: what a unit owes inside the house counts in its own. */
  countedBy: 'company' | 'unit'
  /** Suspensions that stop it. */
  suspendedBy: 'all' | readonly SuspendCause[]
  extension: ExtensionRule | null
  warnPercents: readonly number[]
  ruleCode: string | null
  /** Holds for clocks that start in this time: [from, until). */
  from: Date | null
  until: Date | null
}

export type Calendars = Record<Owed['countedBy'], WorkCalendar>

type Step = Pick<Owed, 'startsOn' | 'endsOn' | 'countedBy'>
const fromAcceptance: readonly EventKind[] = ['case.accepted', 'case.reopened']
/** 环节: the steps a process version may set a limit on, what starts each and what it waits for. */
export const limitSteps = {
  acceptance: { startsOn: ['complaint.received'], endsOn: ['case.accepted', 'case.declined', 'case.withdrawn'], countedBy: 'company' },
  firstContact: { startsOn: fromAcceptance, endsOn: ['case.messageSent', 'case.answered'], countedBy: 'company' },
  dispatch: { startsOn: ['case.accepted'], endsOn: ['case.dispatched', 'case.answered'], countedBy: 'company' },
  receipt: { startsOn: ['case.dispatched'], endsOn: ['case.receipted', 'case.returned', 'case.sentBack'], countedBy: 'unit' },
  handling: { startsOn: ['case.dispatched'], endsOn: ['case.returned', 'case.sentBack', 'case.answered'], countedBy: 'unit' },
  answer: { startsOn: fromAcceptance, endsOn: ['case.answered'], countedBy: 'company' },
  followUp: { startsOn: ['case.answered'], endsOn: ['case.followedUp', 'case.confirmed', 'case.closed'], countedBy: 'company' },
  closure: { startsOn: fromAcceptance, endsOn: ['case.closed'], countedBy: 'company' },
} as const satisfies Record<string, Step>

/** 公司时限: what a process version's limits owe; a limit on a step nobody knows is passed over. */
export function owedOfLimits(limits: readonly Limit[], warnPercents: readonly number[]): Owed[] {
  return limits.flatMap(({ extension = null, ...limit }) => {
    const step = (limitSteps as Record<string, Step>)[limit.step]
    if (!step) return []
    return [{ ...limit, ...step, duty: 'company', suspendedBy: 'all', extension, warnPercents, ruleCode: null, from: null, until: null }]
  })
}

/** What a rule owes on a case to which it applies, for clocks that start in [from, until). */
export function owedOfRule(rule: ClockRule, warnPercents: readonly number[], from: Date | null, until: Date | null): Owed[] {
  const { regime, step, duty, amount, unit, startsOn, endsOn, suspendCauses, extension, code } = rule
  if (!isCountable(rule) || amount === null || unit === null || startsOn === null) return []
  const starts = startsOn === 'case.accepted' ? fromAcceptance : [startsOn]
  const owed = { regime, step, duty, amount, unit, startsOn: starts, endsOn, countedBy: 'company' as const, extension, warnPercents }
  return [{ ...owed, suspendedBy: suspendCauses, ruleCode: code, from, until }]
}
