import type { WarningKind, WarningProposal, WarningRuleDefinition } from '@zhiwei/contract'
import { levelFor } from './rules.ts'

// 误报教规则: from labelled warnings, the one threshold of a fact that would have dropped most false ones and no true one.

export type Labelled = { id: string; isTrue: boolean; peaks: Record<string, number> }

/** Below so many of either label nothing is proposed. Our own choice: docs/rules/warnings.md */
const fewest = { true: 3, false: 3 }
/** A threshold must drop this share of the false ones to be worth a change. */
const worthRatio = 0.25

/** At most one proposal for each fact, the one that drops most first; all true ones stay above the threshold. */
export function proposalsFor(kind: WarningKind, labelled: readonly Labelled[], rules: WarningRuleDefinition): WarningProposal[] {
  // What today's rules would not raise any more teaches nothing new.
  const standing = labelled.filter(({ peaks }) => levelFor(peaks, { ...rules, active: true }) !== null)
  const trues = standing.filter(({ isTrue }) => isTrue)
  const falses = standing.filter(({ isTrue }) => !isTrue)
  if (trues.length < fewest.true || falses.length < fewest.false) return []
  const facts = [...new Set(standing.flatMap(({ peaks }) => Object.keys(peaks)))]
  return facts
    .flatMap((fact): WarningProposal[] => {
      // A true one that never had the fact would stand whatever the threshold: it is known to nobody there.
      const lowestTrue = Math.min(...trues.map(({ peaks }) => peaks[fact] ?? Infinity))
      const dropped = falses.filter(({ peaks }) => (peaks[fact] ?? Infinity) < lowestTrue)
      if (!Number.isFinite(lowestTrue) || dropped.length / falses.length < worthRatio) return []
      const highestDropped = Math.max(...dropped.map(({ peaks }) => peaks[fact] ?? -Infinity))
      return [
        {
          kind,
          fact,
          atLeast: between(highestDropped, lowestTrue),
          now: rules.needs.find((need) => need.fact === fact)?.atLeast ?? null,
          falseDropped: dropped.length,
          falseKept: falses.length - dropped.length,
          trueKept: trues.length,
          trueDropped: 0,
          precisionBefore: trues.length / (trues.length + falses.length),
          precisionAfter: trues.length / (trues.length + falses.length - dropped.length),
          warningIds: dropped.map(({ id }) => id).slice(0, 200),
        },
      ]
    })
    .sort((one, other) => other.falseDropped - one.falseDropped || (one.fact < other.fact ? -1 : 1))
}

/** The roundest figure above the one and not above the other; halfway where none is rounder. */
function between(above: number, upTo: number): number {
  for (const step of [1000, 100, 50, 10, 5, 1, 0.5, 0.1, 0.05, 0.01]) {
    const middle = Math.round((above + upTo) / 2 / step) * step
    if (middle > above && middle <= upTo) return Number(middle.toFixed(2))
  }
  return upTo
}

/** The rules with the proposal taken in as a need. */
export const withNeed = (rules: WarningRuleDefinition, fact: string, atLeast: number): WarningRuleDefinition => ({
  ...rules,
  needs: [...rules.needs.filter((need) => need.fact !== fact), { fact, atLeast }],
})
