import type { EscalationTrigger, Severity } from '@zhiwei/contract'

// 升级规则: which rules a case meets, from its facts alone. Pure: no database, no clock. Source: docs/rules/escalation.md

/** 0 handler, 1 team leader 班长, 2 department head 部门负责人, 3 management 分管领导, 4 crisis team 危机小组. Source: docs/rules/escalation.md */
export const topLevel = 4

export type Rule = {
  id: string
  trigger: EscalationTrigger
  regime: string | null
  atLeast: number
  toLevel: number
  effectiveFrom: Date
  active: boolean
}

export type EscalationFacts = {
  /** How far each clock that told has gone, in percent of its time. */
  clocks: { regime: string; percent: number }[]
  stage: number | null
  severity: Severity | null
  reminders: number
  /** Earlier and later complaints of the same customer about the same matter. */
  repeats: number
  sendBacks: number
  regulator: boolean
}

const ranks: Record<Severity, number> = { general: 1, major: 2, serious: 3, critical: 4 }

function reached({ trigger, regime, atLeast }: Rule, facts: EscalationFacts): boolean {
  switch (trigger) {
    case 'clock':
      return facts.clocks.some((clock) => (regime === null || clock.regime === regime) && clock.percent >= atLeast)
    case 'stage':
      return (facts.stage ?? 0) >= atLeast
    case 'severity':
      return facts.severity !== null && ranks[facts.severity] >= atLeast
    case 'reminders':
      return facts.reminders >= atLeast
    case 'repeats':
      return facts.repeats >= atLeast
    case 'sendBacks':
      return facts.sendBacks >= atLeast
    case 'regulator':
      return facts.regulator
  }
}

/**
 * 命中: the rules in force at that instant which the case meets and which have not fired in this cycle, highest level first.
 * @param fired ids of rules that fired before in the cycle
 */
export const rulesMet = (rules: readonly Rule[], facts: EscalationFacts, fired: ReadonlySet<string>, at: Date): Rule[] =>
  rules
    .filter((rule) => rule.active && rule.effectiveFrom <= at && !fired.has(rule.id) && reached(rule, facts))
    .sort((one, other) => other.toLevel - one.toLevel)
