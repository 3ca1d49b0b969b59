import { type WarningFacts, WarningKind, type WarningLevel, WarningPlan, WarningRuleDefinition } from '@zhiwei/contract'
import shippedFile from './shipped.json' with { type: 'json' }

export const levels: readonly WarningLevel[] = ['blue', 'yellow', 'orange', 'red']
/** 1 blue … 4 red, as stored. */
export const rankOf = (level: WarningLevel): number => levels.indexOf(level) + 1
export const levelOf = (rank: number): WarningLevel => levels[rank - 1] ?? 'blue'

type Shipped = { rules: WarningRuleDefinition; plan: WarningPlan; facts: string[] }
/** What holds until a tenant sets its own. Source: docs/rules/warnings.md */
export const shipped = Object.fromEntries(
  WarningKind.options.map((kind): [WarningKind, Shipped] => {
    const { rules, plan, facts } = shippedFile[kind]
    return [kind, { rules: WarningRuleDefinition.parse(rules), plan: WarningPlan.parse(plan), facts }]
  }),
) as Record<WarningKind, Shipped>

/** A fact as a figure: yes is 1, a list counts its entries; words have none. */
export function figureOf(value: WarningFacts[string] | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return Array.isArray(value) ? value.length : undefined
}

/** What follows from the figures of a count: how many times and how much above what was expected. */
export function withDerived(facts: WarningFacts): WarningFacts {
  const { observed, expected } = facts
  if (typeof observed !== 'number' || typeof expected !== 'number') return facts
  const derived: WarningFacts = { excess: round(observed - expected) }
  if (expected > 0) derived.ratio = round(observed / expected)
  return { ...derived, ...facts }
}
const round = (value: number) => Math.round(value * 100) / 100

/** 预警级别: null when the rules want no warning of it. Needs with a fact nobody knows count as met, levels do not. Source: docs/rules/warnings.md */
export function levelFor(facts: WarningFacts, rules: WarningRuleDefinition): WarningLevel | null {
  if (!rules.active) return null
  if (rules.needs.some(({ fact, atLeast }) => (figureOf(facts[fact]) ?? atLeast) < atLeast)) return null
  const met = rules.levels.filter(({ when }) => when.every(({ fact, atLeast }) => (figureOf(facts[fact]) ?? -Infinity) >= atLeast))
  return levelOf(Math.max(rankOf(rules.base), ...met.map(({ level }) => rankOf(level))))
}

/** The highest each figure has been, over repeats. */
export function peaksOf(before: Record<string, number>, facts: WarningFacts): Record<string, number> {
  const peaks = { ...before }
  for (const [name, value] of Object.entries(facts)) {
    const figure = figureOf(value)
    if (figure !== undefined) peaks[name] = Math.max(peaks[name] ?? figure, figure)
  }
  return peaks
}
