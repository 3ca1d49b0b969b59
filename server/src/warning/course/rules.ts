import type { CaseRulePurpose, CaseSign, CaseSigns, RiskReason } from '@zhiwei/contract'

export type Rule = { purpose: CaseRulePurpose; sign: CaseSign; atLeast: number; points: number; toStage: number | null }

/** Alone these show a conflict or worse: it has been carried outside. */
const strong: readonly CaseSign[] = ['referred']
const firstOfConflict = 4
const enough = 1

/** The strongest rule of each sign that is met. */
function metOf(signs: CaseSigns, rules: readonly Rule[]): RiskReason[] {
  const best = new Map<CaseSign, RiskReason>()
  for (const { sign, atLeast, points } of rules) {
    const value = signs[sign] ?? 0
    if (value < atLeast || atLeast <= 0) continue
    const before = best.get(sign)
    if (!before || points > before.adds) best.set(sign, { sign, value, adds: points })
  }
  return [...best.values()].filter(({ adds }) => adds > 0).sort((one, other) => other.adds - one.adds)
}

/** 加分: points of every sign that is met, each counted once by its strongest rule, and what they come from. */
export function pointsOf(signs: CaseSigns, rules: readonly Rule[]): { points: number; reasons: RiskReason[] } {
  const reasons = metOf(signs, rules)
  return { points: Math.round(reasons.reduce((sum, { adds }) => sum + adds, 0) * 100) / 100, reasons }
}

/**
 * 阶段规则: the highest stage whose signs reach one point. 矛盾爆发 and beyond take two different signs, unless one shows by itself that it was
 * carried outside: never from one weak sign to 4. Null: the rules say nothing.
 * Source: docs/rules/case-warnings.md
 */
export function stageByRules(signs: CaseSigns, rules: readonly Rule[]): { level: number; reasons: RiskReason[] } | null {
  for (const level of [5, 4, 3, 2]) {
    const reasons = metOf(
      signs,
      rules.filter(({ toStage }) => toStage !== null && toStage >= level),
    )
    const points = reasons.reduce((sum, { adds }) => sum + adds, 0)
    const isWeak = level >= firstOfConflict && reasons.length < 2 && !reasons.some(({ sign }) => strong.includes(sign))
    if (points >= enough && !isWeak) return { level, reasons }
  }
  return null
}

/** 长链条: from so many points on there is a warning. */
export const longChainAt = 2

/** Rule points as a share, so that a list may rank both: 100 points are certain enough for a list. */
export const shareOfPoints = (points: number) => Math.min(1, points / 100)
