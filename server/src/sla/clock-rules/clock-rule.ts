import type { ClockDuty, ClockRuleDefinition, Industry } from '@zhiwei/contract'
import { startOfDay } from '../../platform/zones.ts'

/** 时限规则: one duty of a law, a standard or a promise, as its source has it. Source: docs/rules/clocks.md */
export type ClockRule = ClockRuleDefinition

/** `starts`: its clock runs on a case. `expected`: the authority's own date is shown. `off`: nothing. */
export type RuleEffect = 'starts' | 'expected' | 'off'

/**
 * May a rule start by itself? Only the company's own duty, with an amount and a beginning that this system sees, marked H and nothing beside it,
 * and not one that needs facts nobody records (`byHand`).
 */
export const startsByItself = ({ duty, amount, unit, startsOn, confidence, byHand }: ClockRule) =>
  duty === 'company' && amount !== null && unit !== null && startsOn !== null && confidence === 'H' && !byHand

/** How a rule ships: those that start by themselves and verified dates of authorities are on, all others off. */
export const isShippedActive = (rule: ClockRule) =>
  startsByItself(rule) || (rule.duty === 'authority' && ['H', 'H/M'].includes(rule.confidence) && isCountable(rule) && !rule.byHand)

/** A date can be said: there is an amount, and its beginning is an event of the case. */
export const isCountable = ({ amount, unit, startsOn }: ClockRule) => amount !== null && unit !== null && startsOn !== null

const effects: Record<ClockDuty, RuleEffect> = { company: 'starts', authority: 'expected', information: 'off' }
export const effectOf = (rule: ClockRule, active: boolean): RuleEffect => (active && isCountable(rule) ? effects[rule.duty] : 'off')

/** 适用: a rule of a regulator needs a case of that regulator, a rule of an industry a company of it; one of both needs both, one of neither none. */
export function appliesTo(
  { industries, regulators }: ClockRule,
  { industry, authority }: { industry: Industry | null; authority: string | null },
): boolean {
  const isOfIndustry = industries.length === 0 || (industry !== null && industries.includes(industry))
  const isOfRegulator = regulators.length === 0 || (authority !== null && regulators.some((name) => authority.includes(name)))
  return isOfIndustry && isOfRegulator
}

/** 施行期间, from the first instant of the first day to the last one of the last, in the company's zone. */
export function inForceFrom({ effectiveFrom, effectiveTo }: ClockRule, zone: string): { from: Date | null; until: Date | null } {
  const begin = (date: string, later: number) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    return startOfDay({ year, month, day: day + later }, zone)
  }
  return { from: effectiveFrom === null ? null : begin(effectiveFrom, 0), until: effectiveTo === null ? null : begin(effectiveTo, 1) }
}
